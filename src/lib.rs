/*! factlint reads articles and says where their numbers cannot all be true.

```text
files ─ document ─ text ─ extract ─ claim ─ align ─ rule ─ report
        bytes,     sen-   nom       what,   slots   find-  human, json
        DCT        tences grammars  when            ings
```

Data runs one way, from left to right. */

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod align;
pub mod claim;
pub mod document;
pub mod error;
pub mod extract;
pub mod finding;
pub mod lexicon;
pub mod report;
pub mod span;
pub mod text;
pub mod value;
