//! The keywords of the form.

/// A keyword of the form: an enum whose values have a key for files and words in the catalogues.
pub trait Keyword: Copy + PartialEq + 'static {
    /// All values.
    const ALL: &'static [Self];
    /// The prefix of the message ids that hold this keyword's words (`category` for `category-systemic`).
    const FAMILY: &'static str;
    /// The value's key in TOML and JSON.
    fn key(self) -> &'static str;
    /// The id of the message with the value's name.
    fn message_id(self) -> &'static str;
}

/// An enum of values that have a key in files, and nothing else of a keyword.
macro_rules! keyed {
    ($(#[$of_type:meta])* $type:ident { $($(#[$of_value:meta])* $value:ident = $key:literal),+ $(,)? }) => {
        $(#[$of_type])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $type {
            $($(#[$of_value])* $value),+
        }

        impl $type {
            /// All values, in their order.
            pub const ALL: [Self; [$($key),+].len()] = [$(Self::$value),+];

            /// The key in files.
            #[must_use]
            pub fn key(self) -> &'static str {
                match self { $(Self::$value => $key),+ }
            }
        }
    };
}
pub(crate) use keyed;

macro_rules! keywords {
    ($($(#[$of_type:meta])* $type:ident $family:literal { $($(#[$of_value:meta])* $value:ident = $key:literal),+ $(,)? })+) => {$(
        $(#[$of_type])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $type {
            $($(#[$of_value])* $value),+
        }

        impl Keyword for $type {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const FAMILY: &'static str = $family;
            fn key(self) -> &'static str {
                match self { $(Self::$value => $key),+ }
            }
            fn message_id(self) -> &'static str {
                match self { $(Self::$value => concat!($family, "-", $key)),+ }
            }
        }
    )+};
}

keywords! {
    /// The category of a risk. The act names the three; the text that we have does not define them.
    Category "category" {
        /// Systemic (real).
        Systemic = "systemic",
        /// Potential.
        Potential = "potential",
        /// Situational.
        Situational = "situational",
    }
    /// How far a measure is carried out.
    Status "status" {
        /// Planned.
        Planned = "planned",
        /// Begun.
        InProgress = "in-progress",
        /// Done.
        Done = "done",
        /// Not done.
        NotDone = "not-done",
    }
    /// What somebody other than the executor found when looking whether a measure was carried out.
    Verification "verification" {
        /// It was.
        Confirmed = "confirmed",
        /// A part of it was.
        Partly = "partly",
        /// It was not.
        NotConfirmed = "not-confirmed",
    }
    /// The kinds of organisation that the Regulation knows.
    OrganizationKind "kind" {
        /// A state body.
        StateBody = "state-body",
        /// A local self-government body.
        LocalSelfGovernment = "local-self-government",
        /// A state or municipal institution.
        Institution = "institution",
    }
    /// A kind of report on the execution of a plan.
    Reporting "reporting" {
        /// Every quarter, by the first day of the month after it.
        Quarterly = "quarterly",
        /// Every year, by 1 February of the next.
        Yearly = "yearly",
    }
}
