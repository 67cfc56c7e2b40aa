/*! Compressed input, gzip and Zstandard, told by its first bytes and read as a stream. A file may hold several members or frames one
after the other, as `cat a.gz b.gz` and parallel compressors write them. */

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

/// Endings of names of compressed files.
const ENDINGS: [&str; 4] = ["gz", "gzip", "zst", "zstd"];

/// Whether an extension is that of a compressed file, in any case.
pub(super) fn is_packed(extension: &str) -> bool {
    ENDINGS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// What is packed in a source, or the source itself where nothing is.
///
/// # Errors
/// The source cannot be read.
pub(super) fn unpacked<'a>(source: impl Read + 'a) -> io::Result<Box<dyn Read + 'a>> {
    let mut source = BufReader::with_capacity(1 << 16, source);
    let head = source.fill_buf()?;
    Ok(if head.starts_with(&[0x1F, 0x8B]) {
        Box::new(MultiGzDecoder::new(source))
    } else if head.starts_with(&[0x28, 0xB5, 0x2F, 0xFD]) {
        Box::new(Frames { source, decoder: FrameDecoder::new() })
    } else {
        Box::new(source)
    })
}

/// The frames of a Zstandard file, one after the other.
struct Frames<R> {
    source: R,
    decoder: FrameDecoder,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        // Every turn takes bytes off the source, so that the loop ends.
        loop {
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(buffer);
            }
            if !self.decoder.is_finished() {
                let some = BlockDecodingStrategy::UptoBytes(buffer.len());
                self.decoder.decode_blocks(&mut self.source, some).map_err(io::Error::other)?;
                continue;
            }
            if self.source.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.reset(&mut self.source) {
                Ok(()) => {}
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.source.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};

    use super::*;

    fn all(bytes: &[u8]) -> io::Result<Vec<u8>> {
        let mut all = Vec::new();
        unpacked(bytes)?.read_to_end(&mut all)?;
        Ok(all)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    #[test]
    fn what_was_packed_comes_out() {
        let long: Vec<u8> = (0..400_000u32).flat_map(|n| (n % 1_009).to_le_bytes()).collect();
        for plain in [&b""[..], b"One ship.", &long] {
            assert_eq!(all(plain).unwrap(), plain);
            for pack in [gzip, zstd] {
                assert_eq!(all(&pack(plain)).unwrap(), plain);
                assert_eq!(all(&[pack(plain), pack(b"Two.")].concat()).unwrap(), [plain, b"Two."].concat());
            }
        }
        // A frame to be skipped.
        let skipped = [&zstd(b"One.")[..], &[0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3], &zstd(b"Two.")].concat();
        assert_eq!(all(&skipped).unwrap(), b"One.Two.");
    }

    #[test]
    fn what_is_broken_is_an_error() {
        let long: Vec<u8> = (0..100_000u32).flat_map(|n| n.to_le_bytes()).collect();
        for packed in [gzip(&long), zstd(&long)] {
            assert!(all(&packed[..packed.len() / 2]).is_err());
            assert!(all(&[&packed[..8], &[0xFF; 64]].concat()).is_err());
        }
    }
}
