//! The six aspects, and what each is like in pods of each pattern.
//!
//! General statements only; they hold for the pattern, not for any one pod.

use crate::analysis::Pattern;

/// One aspect and its answer for each pattern.
#[derive(Debug)]
pub struct Aspect {
    /// Its id.
    pub id: &'static str,
    /// The question that it answers.
    pub question: &'static str,
    /// The answers, in the order of [`Pattern::ALL`].
    answers: [&'static str; 6],
}

impl Aspect {
    /// The answer for a pattern.
    pub fn of(&self, pattern: Pattern) -> &'static str {
        self.answers[pattern as usize]
    }
}

/// The aspects, in the order of the rows.
pub static ASPECTS: [Aspect; 6] = [
    Aspect {
        id: "purpose",
        question: "Why are these containers in one pod?",
        answers: [
            "Run one program.",
            "Bring together steps of work that need the same files or the same loopback.",
            "Add a supporting function to one app without changing the app.",
            "Give the app one simple local door to something complicated outside.",
            "Show the app to the outside in the form that the outside expects.",
            "Make everything ready before the app starts.",
        ],
    },
    Aspect {
        id: "responsibility",
        question: "Who does the core work?",
        answers: [
            "The one container does all of it.",
            "Every container owns a part of the core work; none is there only for another.",
            "The main container does the core work; the sidecar owns one supporting task, such as logging.",
            "The main container does the core work; the ambassador finds, signs in to and balances what it calls.",
            "The main container does the core work; the adapter translates its metrics, logs or protocol.",
            "The app does the core work; each init container does one preparation.",
        ],
    },
    Aspect {
        id: "reusability",
        question: "Could a container be used elsewhere?",
        answers: [
            "As far as the image goes: nothing in the pod ties it down.",
            "Little as they are: each knows the other's directories or ports, though each could run on its own.",
            "The same sidecar image works beside many apps, but does little without one.",
            "The same ambassador works beside every app that uses the same outside service.",
            "The same adapter works beside every app with the same way of showing its state.",
            "The images are usually general tools; their commands belong to this app.",
        ],
    },
    Aspect {
        id: "lifecycle",
        question: "What starts, stops and scales together?",
        answers: [
            "Starts, restarts and scales by itself.",
            "Started, placed, scaled and deleted together, in no order; they could be split into pods of their own.",
            "Bound to the app: as a native sidecar it starts before the app and stops after it.",
            "Must be up before the app's first call and down after its last.",
            "May start late or stop early without harm to the app.",
            "One after the other to the end, each time the pod starts; then the app.",
        ],
    },
    Aspect {
        id: "communication",
        question: "How do the containers talk?",
        answers: [
            "Only with the outside.",
            "Through a shared volume or loopback, as equals or as a chain of steps.",
            "Through a shared volume or loopback, in one direction: the sidecar serves or watches the app.",
            "The app calls the ambassador on localhost; the ambassador calls the outside.",
            "The adapter reads the app over localhost or from files; the outside reads the adapter.",
            "Through volumes only, from earlier to later.",
        ],
    },
    Aspect {
        id: "examples",
        question: "What is typical?",
        answers: [
            "A web server; a worker; a job.",
            "A data processor and an uploader; a web app and its worker; an index builder and a search server.",
            "Fluent Bit for logs, Envoy for traffic, Vault Agent for secrets, git-sync for files.",
            "The Cloud SQL proxy or PgBouncer for a database; `kubectl proxy` for the Kubernetes API.",
            "An exporter that turns Redis statistics into Prometheus metrics; a converter of log formats.",
            "A wait for the database, a schema migration, a download of content.",
        ],
    },
];
