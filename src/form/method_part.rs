//! The parts of a method as tables: matrix, scales, bands, controls, treatments, decisions. The template's guide shows them, and
//! so does every document with the method.

use crate::locale::{Language, Message, Texts};
use crate::method::{Basis, Criteria, MatrixCell, Method, Point, Stage};
use crate::model::{Axis, Level};
use crate::sheet::{Cell, Role, Sheet};

/// A titled table of a method.
pub(crate) struct MethodPart<'a> {
    pub title: String,
    pub head: Vec<Cell<'a>>,
    pub rows: Vec<Vec<Cell<'a>>>,
}

impl<'a> MethodPart<'a> {
    /// The widths of the columns of a sheet that all parts are written into.
    pub fn widths(method: &Method) -> Vec<u16> {
        let others = method.harm.len().max(3);
        let width = u16::try_from(72 / others).unwrap_or_default().max(11);
        std::iter::once(28).chain(std::iter::repeat_n(width, others)).collect()
    }

    /// Writes all parts of a method into a sheet.
    pub fn write_all(method: &'a Method, language: Language, sheet: &mut Sheet<'a>) {
        Self::write_each(Self::all(method, language), sheet);
    }

    /// Writes the criteria of the scales into a sheet.
    pub fn write_criteria(method: &'a Method, language: Language, sheet: &mut Sheet<'a>) {
        Self::write_each(Self::criteria(method, language), sheet);
    }

    fn write_each(parts: Vec<Self>, sheet: &mut Sheet<'a>) {
        for part in parts {
            part.write(sheet);
            sheet.gap();
        }
    }

    /// Writes the part. Its last column but one holds the text and takes the columns that the part does not need.
    fn write(self, sheet: &mut Sheet<'a>) {
        let columns = sheet.columns();
        sheet.row(vec![Cell::text(Role::Group, self.title).spanning(columns)]);
        let count = self.head.len();
        let spare = columns - u16::try_from(count).unwrap_or(columns);
        for row in std::iter::once(self.head).chain(self.rows) {
            let cells = row.into_iter().enumerate();
            sheet.row(cells.map(|(at, cell)| if at + 2 == count { cell.spanning(spare + 1) } else { cell }).collect());
        }
    }

    /// All parts of a method.
    pub fn all(method: &'a Method, language: Language) -> Vec<Self> {
        let show = Show { method, language };
        vec![
            show.matrix(),
            show.scale("heading-likelihood", &method.likelihood),
            show.scale("heading-harm", &method.harm),
            show.bands(),
            show.controls(),
            show.treatments(),
            show.decisions(),
        ]
    }
}

impl<'a> MethodPart<'a> {
    /// The criteria of each scale that has any, with how they combine.
    pub fn criteria(method: &'a Method, language: Language) -> Vec<Self> {
        let show = Show { method, language };
        let with_criteria = Axis::ALL.into_iter().filter(|axis| !method.criteria(*axis).all.is_empty());
        with_criteria.map(|axis| show.criteria(axis, method.criteria(axis))).collect()
    }
}

struct Show<'a> {
    method: &'a Method,
    language: Language,
}

impl<'a> Show<'a> {
    fn text(&self, role: Role, id: &str) -> Cell<'a> {
        Cell::text(role, self.language.text(id))
    }

    fn part(&self, title: &str, head: &[&str], rows: impl IntoIterator<Item = Vec<Cell<'a>>>) -> MethodPart<'a> {
        let head = head.iter().map(|id| self.text(Role::Head, id)).collect();
        MethodPart { title: self.language.text(title), head, rows: rows.into_iter().collect() }
    }

    fn basis(&self, basis: Basis) -> Cell<'a> {
        Cell::text(Role::Body, basis_words(self.method, basis, self.language))
    }

    fn level(&self, level: Level) -> Cell<'a> {
        Cell::text(Role::Level(level), self.method.level(level).label.get(self.language))
    }

    fn matrix(&self) -> MethodPart<'a> {
        let mut rows = matrix(self.method, self.language, |cell| map_cell(cell, self.method, self.language));
        let head = rows.remove(0);
        MethodPart { title: self.language.text("heading-matrix"), head, rows }
    }

    fn scale(&self, title: &str, points: &'a [Point]) -> MethodPart<'a> {
        let rows = points.iter().map(|point| {
            vec![
                Cell::text(Role::Label, point_words(point, self.language)),
                Cell::text(Role::Body, point.criteria.get(self.language)),
                self.basis(point.basis),
            ]
        });
        self.part(title, &["head-points", "head-criteria", "head-basis"], rows)
    }

    fn criteria(&self, axis: Axis, criteria: &'a Criteria) -> MethodPart<'a> {
        let words = |texts: &'a Texts| Cell::text(Role::Body, texts.get(self.language));
        let mut rows = Vec::new();
        for criterion in &criteria.all {
            for (at, point) in criterion.points.iter().enumerate() {
                let named = self.method.scale(axis).iter().find(|named| named.points == point.points);
                let points = named.map(|named| point_words(named, self.language)).unwrap_or_default();
                let mut row = vec![Cell::empty(Role::Label), Cell::text(Role::Label, points), words(&point.criteria)];
                if at == 0 {
                    row[0] = Cell::text(Role::Label, criterion.label.get(self.language));
                }
                row.push(match (at, &criterion.note) {
                    (0, _) => self.basis(criterion.basis),
                    (1, Some(note)) => words(note),
                    _ => Cell::empty(Role::Body),
                });
                rows.push(row);
            }
        }
        rows.push(vec![
            self.text(Role::Label, "decision-combine"),
            Cell::empty(Role::Label),
            self.text(Role::Body, criteria.combine.message_id()),
            self.basis(criteria.basis),
        ]);
        let title = match axis {
            Axis::Likelihood => "heading-likelihood-criteria",
            Axis::Harm => "heading-harm-criteria",
        };
        self.part(title, &["head-criterion", "head-points", "head-criteria", "head-basis"], rows)
    }

    fn bands(&self) -> MethodPart<'a> {
        let rows = self.method.bands.iter().map(|band| {
            let values =
                if band.from == band.to { band.from.to_string() } else { format!("{}–{}", band.from, band.to) };
            vec![Cell::text(Role::Label, values), self.level(band.level), self.basis(band.basis)]
        });
        self.part("heading-bands", &["head-values", "head-level", "head-basis"], rows)
    }

    fn controls(&self) -> MethodPart<'a> {
        let rows = self.method.controls.iter().map(|grade| {
            let lowers = Message::new("grade-lowers").with("steps", u32::from(grade.lowers));
            vec![
                Cell::text(Role::Label, grade.label.get(self.language)),
                Cell::text(Role::Body, self.language.message(&lowers)),
                Cell::text(Role::Body, grade.criteria.get(self.language)),
                self.basis(grade.basis),
            ]
        });
        self.part("heading-controls", &["head-grade", "head-lowers", "head-criteria", "head-basis"], rows)
    }

    fn treatments(&self) -> MethodPart<'a> {
        let rows = self.method.treatments.iter().map(|treatment| {
            vec![
                self.level(treatment.level),
                Cell::text(Role::Body, treatment.text.get(self.language)),
                self.basis(treatment.basis),
            ]
        });
        self.part("heading-treatments", &["head-level", "head-treatment", "head-basis"], rows)
    }

    fn decisions(&self) -> MethodPart<'a> {
        let method = self.method;
        let follows = match method.treatment_follows.value {
            Stage::Inherent => "decision-follows-inherent",
            Stage::Residual => "decision-follows-residual",
        };
        let mut rows = vec![vec![
            self.text(Role::Label, "decision-combination"),
            self.text(Role::Body, &format!("combination-{}", method.combination.key())),
            self.basis(method.combination_basis),
        ]];
        let mut decision = |label: String, note: &'a Texts, basis| {
            let note = Cell::text(Role::Body, note.get(self.language));
            rows.push(vec![Cell::text(Role::Label, label), note, self.basis(basis)]);
        };
        let said = |id: &str| self.language.text(id);
        decision(said(follows), &method.treatment_follows.note, method.treatment_follows.basis);
        decision(said("decision-floor"), &method.floor.note, method.floor.basis);
        decision(said("decision-conditions"), &method.control_conditions.note, method.control_conditions.basis);
        let months = Message::new("decision-review").with("months", method.review_months.value);
        decision(self.language.message(&months), &method.review_months.note, method.review_months.basis);
        decision(said("decision-priority"), &method.priority.note, method.priority.basis);
        for level in method.levels.iter().filter(|level| level.declared_only) {
            if let Some(note) = &level.note {
                let label = Message::new("decision-declared-only").with("level", &level.label);
                decision(self.language.message(&label), note, level.basis);
            }
        }
        self.part("heading-decisions", &["head-question", "head-decision", "head-basis"], rows)
    }
}

/// The matrix of a method below its titles, the highest likelihood on top.
pub(crate) fn matrix<'a>(
    method: &Method,
    language: Language,
    text: impl Fn(&MatrixCell) -> String,
) -> Vec<Vec<Cell<'a>>> {
    let title = |point: &Point| Cell::text(Role::Head, point_words(point, language));
    let mut head = vec![Cell::text(Role::Head, language.text("head-map-corner"))];
    head.extend(method.harm.iter().map(title));
    let rows = method.likelihood.iter().rev().map(|likelihood| {
        let cells = method.harm.iter().filter_map(|harm| method.cell(likelihood.points, harm.points));
        let cells = cells.map(|cell| Cell::text(Role::Level(cell.level), text(cell)));
        std::iter::once(title(likelihood)).chain(cells).collect()
    });
    std::iter::once(head).chain(rows).collect()
}

/// The value and the level of a cell of the matrix.
pub(crate) fn map_cell(cell: &MatrixCell, method: &Method, language: Language) -> String {
    let level = &method.level(cell.level).label;
    language.message(&Message::new("map-cell").with("value", cell.value).with("level", level))
}

/// `3 (high)`: points with their name.
pub(crate) fn point_words(point: &Point, language: Language) -> String {
    language.message(&Message::new("point-named").with("points", u32::from(point.points)).with("label", &point.label))
}

/// Where an entry of a method is laid down, in words.
pub(crate) fn basis_words(method: &Method, basis: Basis, language: Language) -> String {
    match basis {
        Basis::Position(number) => {
            language.format("basis-position", &[("annex", (&method.annex).into()), ("position", number.into())])
        }
        Basis::NotFixed => language.text("basis-not-fixed"),
    }
}
