//! Any content of an OpenDocument workbook.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tobokel_fuzz::{archive, caught_panics_pass, examine};

const MANIFEST: &[u8] = br#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#;

fuzz_target!(init: caught_panics_pass(), |content: &[u8]| {
    let parts: [(&str, &[u8]); 3] = [
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
        ("META-INF/manifest.xml", MANIFEST),
    ];
    examine("register.ods", &archive(&parts));
});
