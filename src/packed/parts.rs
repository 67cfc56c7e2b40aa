/*! The keys and spans of a read document, one after the other. The patterns name every field, so that none is forgotten that comes to be. */

use crate::claim::statement::Statement;
use crate::claim::{Claim, Context, DocumentFacts, DocumentRead, Frame, Term};
use crate::extract::Mention;
use crate::span::Span;

/// Every key of a word, and every other hash, but for those of frames.
pub(super) fn each_key(read: &mut DocumentRead, mut key: impl FnMut(&mut u64)) {
    let DocumentRead { claims: _, facts, sentences: _, statements: _ } = read;
    let DocumentFacts {
        claims: _,
        contexts,
        names,
        headlines: _,
        lead,
        besides,
        stating: _,
        running: _,
        versions: _,
        day: _,
        unread: _,
        too_large: _,
        text: _,
        times: _,
    } = facts;
    for (_, context) in contexts {
        let Context { names, words, subject, models, versions: _ } = context;
        [names, words, subject].into_iter().flatten().for_each(&mut key);
        models.iter_mut().for_each(|(_, model)| key(model));
    }
    names.iter_mut().for_each(|(name, _)| key(name));
    lead.iter_mut().chain(besides).for_each(key);
}

/// The same of a frame.
pub(super) fn keys_of_frame(frame: &mut Frame, mut key: impl FnMut(&mut u64)) {
    let Frame {
        head,
        modifiers,
        verb,
        names,
        listed,
        person,
        places,
        before,
        after,
        near,
        distinct,
        owner,
        topic,
        size,
        head_is_empty: _,
        measures: _,
        concepts: _,
        phrases: _,
        part: _,
        further: _,
        past: _,
        current: _,
        running: _,
        perfect: _,
        whole: _,
        direction: _,
        partitive: _,
        offset: _,
        sort: _,
        numbers_own: _,
        supposed: _,
        collective: _,
        restates: _,
        when: _,
        rate: _,
        dateline: _,
        mode: _,
        speaker: _,
    } = frame;
    let terms = [modifiers, names, person, places].into_iter().flatten();
    [head, verb, topic].into_iter().flatten().chain(terms).for_each(|Term { key: of, span: _ }| key(of));
    [listed, distinct, owner].into_iter().flatten().for_each(&mut key);
    [before, after, size].into_iter().flatten().for_each(&mut key);
    near.iter_mut().for_each(|(word, _)| key(word));
}

/// Every span of a claim, but for those of its frame.
pub(super) fn each_span(claim: &mut Claim, mut place: impl FnMut(&mut Span)) {
    let Claim { document: _, mention, interval: _, timex: _, frame: _ } = claim;
    let Mention { span, core, first: _, end: _, sentence: _, value: _, hedge: _ } = mention;
    place(span);
    place(core);
}

/// Every span of a frame.
pub(super) fn spans_of_frame(frame: &mut Frame, mut place: impl FnMut(&mut Span)) {
    let Frame { head, modifiers, verb, names, person, places, topic, speaker, .. } = frame;
    let terms = [modifiers, names, person, places].into_iter().flatten();
    [head, verb, topic].into_iter().flatten().chain(terms).for_each(|Term { key: _, span }| place(span));
    speaker.iter_mut().for_each(place);
}

/// Every span of a statement.
pub(super) fn each_span_of(statement: &mut Statement, place: impl FnMut(&mut Span)) {
    if let Statement::List { items, .. } = statement {
        items.iter_mut().for_each(place);
    }
}
