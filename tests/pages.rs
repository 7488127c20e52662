//! The pages for citizens: what stands in their bytes, and, with a browser, what people have of them.

mod fixture;

use fixture::{REGISTER, publication, register_of};
use std::path::Path;
use tobokel::locale::Language;
use tobokel::publication::PublishedFields;
use tobokel::write::{body_page, overview_page};

#[test]
#[ignore = "needs Chromium and Node"]
fn pages_are_made() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pages");
    std::fs::create_dir_all(&folder).unwrap();
    let fields = PublishedFields::default();
    for language in Language::ALL {
        let one = publication(&[("dostuk.toml", REGISTER)], language, &fields);
        std::fs::write(folder.join(format!("body-{}.html", language.code())), body_page(&one, &one.bodies[0])).unwrap();
        let files = [
            ("dostuk.toml", REGISTER),
            ("2026.toml", include_str!("../examples/a-year-later/2026.toml")),
            ("plan.toml", include_str!("../examples/a-year-later/plan.toml")),
            ("department.toml", include_str!("../registers/department.toml")),
        ];
        let many = publication(&files, language, &fields);
        std::fs::write(folder.join(format!("overview-{}.html", language.code())), overview_page(&many)).unwrap();
        for body in &many.bodies {
            std::fs::write(folder.join(format!("{}-{}.html", body.id, language.code())), body_page(&many, body)).unwrap();
        }
    }
    let large = publication(&[("large.toml", &register_of(5000))], Language::Ky, &fields);
    std::fs::write(folder.join("large.html"), body_page(&large, &large.bodies[0])).unwrap();
}
