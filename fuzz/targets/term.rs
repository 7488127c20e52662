//! Any text as a term: read or refused; what is read has days in order, words in each language, and a canonical form that
//! says the same days.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tobokel::locale::Language;
use tobokel::model::Period;
use tobokel::read::term;
use tobokel::report::term_in_words;

fuzz_target!(|text: &str| {
    let Ok(period) = term(text) else { return };
    for language in Language::ALL {
        assert!(!term_in_words(language, &period).is_empty());
    }
    let terms = period.all();
    assert!(terms.iter().all(|term| term.from <= term.to), "{period:?}");
    if let Some(written) = period.canonical() {
        let again = Period::parse(&written).unwrap_or_else(|| panic!("{period:?}: {written}"));
        assert_eq!((again.all(), again.recurrence), (terms, period.recurrence), "{written}");
    }
});
