//! The hidden sheet that choices and formulas look up: the lists, then the levels by rank, the steps of the grades, and the
//! matrix twice, as values and as levels.

use crate::form::method_part::point_words;
use crate::form::register::language_words;
use crate::form::template::make::{LISTS, Make};
use crate::locale::Language;
use crate::method::{Point, choices};
use crate::model::{Axis, Category, Keyword, Level, OrganizationKind, Status};
use crate::sheet::{Cell, Heights, Name, Purpose, Role, Sheet};

/// A range with a name: its columns, each from the second row down.
struct Range<'a> {
    name: &'static str,
    /// Whether the name stands above it.
    is_titled: bool,
    columns: Vec<Vec<Cell<'a>>>,
}

impl<'a> Range<'a> {
    /// A column of words or numbers.
    fn column(name: &'static str, values: impl IntoIterator<Item = Cell<'a>>) -> Self {
        Self { name, is_titled: false, columns: vec![values.into_iter().collect()] }
    }
}

fn word<'a>(text: impl Into<String>) -> Cell<'a> {
    Cell::text(Role::Datum, text.into())
}

fn number<'a>(number: impl TryInto<i64>) -> Cell<'a> {
    Cell::number(Role::Datum, number)
}

impl<'a> Make<'a> {
    /// The names of the levels that points lead to, the lowest first.
    pub fn levels(&self) -> impl Iterator<Item = (String, Level)> {
        self.method.computed_levels().map(|(level, of)| (of.label.get(self.language).to_owned(), level))
    }

    /// The sheet, and the names of its ranges.
    pub fn lists(&self) -> (Sheet<'a>, Vec<Name>) {
        let name = self.text("sheet-lists");
        let mut sheet = Sheet { name, purpose: Purpose::Lookup, heights: Heights::Unset, ..Sheet::default() };
        let (mut names, mut columns, mut titles) = (Vec::new(), Vec::new(), Vec::new());
        for range in self.words().into_iter().chain(self.tables()).chain(self.unadapted()) {
            let rows = range.columns.iter().map(Vec::len).max().unwrap_or_default();
            let first = u16::try_from(columns.len()).unwrap_or(u16::MAX);
            titles.push(if range.is_titled { word(range.name) } else { Cell::empty(Role::Datum) });
            titles.resize(columns.len() + range.columns.len(), Cell::empty(Role::Datum));
            columns.extend(range.columns.into_iter().map(Vec::into_iter));
            let last = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
            let rows = u32::try_from(rows).unwrap_or(u32::MAX);
            names.push(Name { name: range.name, sheet: LISTS, first: (1, first), last: (rows, last) });
        }
        sheet.row(titles);
        while columns.iter().any(|column| column.len() > 0) {
            let cells = columns.iter_mut().map(|column| column.next().unwrap_or_else(|| Cell::empty(Role::Datum)));
            let cells = cells.collect();
            sheet.row(cells);
        }
        (sheet, names)
    }

    /// The lists that cells choose from.
    fn words(&self) -> Vec<Range<'a>> {
        let (method, language) = (self.method, self.language);
        let words = |name, values: Vec<String>| Range::column(name, values.into_iter().map(word));
        let points = |name, scale: &[Point]| Range::column(name, scale.iter().map(|point| number(point.points)));
        let named = |name, scale: &[Point]| words(name, scale.iter().map(|one| point_words(one, language)).collect());
        let lists = [
            words("tobokel_categories", self.keywords::<Category>()),
            words("tobokel_levels", method.levels.iter().map(|level| level.label.get(language).to_owned()).collect()),
            words("tobokel_grades", method.controls.iter().map(|grade| grade.label.get(language).to_owned()).collect()),
            words("tobokel_statuses", self.keywords::<Status>()),
            words("tobokel_kinds", self.keywords::<OrganizationKind>()),
            words("tobokel_languages", Language::ALL.map(|one| language_words(one, language)).into()),
            words("tobokel_answers", vec![self.text("answer-yes"), self.text("answer-no")]),
            points("tobokel_likelihood", &method.likelihood),
            points("tobokel_harm", &method.harm),
            named(choices(Axis::Likelihood), &method.likelihood),
            named(choices(Axis::Harm), &method.harm),
        ];
        lists.into_iter().map(|list| Range { is_titled: true, ..list }).collect()
    }

    fn keywords<K: Keyword>(&self) -> Vec<String> {
        K::ALL.iter().map(|keyword| self.text(keyword.message_id())).collect()
    }

    /// The situations as they came, if there are any.
    fn unadapted(&self) -> Option<Range<'a>> {
        let texts = self.unadapted.iter().map(|text| Cell::text(Role::Datum, *text));
        (!self.unadapted.is_empty()).then(|| Range::column("tobokel_unadapted", texts))
    }

    /// What formulas look up: for each point of likelihood, for each point of harm, the value and the level's name.
    fn tables(&self) -> Vec<Range<'a>> {
        let (method, language) = (self.method, self.language);
        let matrix = |name, cell: &dyn Fn(u8, u8) -> Option<Cell<'a>>| {
            let column =
                |harm: &Point| method.likelihood.iter().filter_map(|row| cell(row.points, harm.points)).collect();
            Range { name, is_titled: false, columns: method.harm.iter().map(column).collect() }
        };
        vec![
            Range::column("tobokel_ranks", self.levels().map(|(label, _)| word(label))),
            Range::column("tobokel_steps", method.controls.iter().map(|grade| number(grade.lowers))),
            matrix("tobokel_values", &|likelihood, harm| Some(number(method.cell(likelihood, harm)?.value))),
            matrix("tobokel_matrix", &|likelihood, harm| {
                Some(word(method.level(method.cell(likelihood, harm)?.level).label.get(language)))
            }),
        ]
    }
}
