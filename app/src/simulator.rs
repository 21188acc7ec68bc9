//! The simulator: a reader chooses what happens, and sees moment by moment what Kubernetes does.
//!
//! The story is the analyzer's, told anew from the report on show. Without scripts the most likely question is answered
//! whole.

use analyzer::analysis::{Controller, NodeKind, RestartPolicy};
use analyzer::simulation::{self, Event, Moment, Scenario, Simulation};
use analyzer::{KubernetesVersion, PodReport};
use leptos::prelude::*;

use crate::session::Session;
use crate::views::{Of, View};
use crate::{text, words};

/// The view.
pub(crate) const VIEW: View =
    View { id: "simulator", title: "What if", of: Of::Shown, draw: |session| simulator(session).into_any() };

/// What the reader looks at: a scenario, and one of its moments where the story is read step by step.
#[derive(Clone, Copy)]
struct Desk {
    asked: RwSignal<Option<Scenario>>,
    step: RwSignal<Option<usize>>,
}

impl Desk {
    fn scenario(self, pod: &PodReport) -> Scenario {
        let mut scenario = self.asked.get().unwrap_or_else(|| Scenario::first(pod));
        scenario.container = scenario.container.min(pod.containers.len().saturating_sub(1));
        scenario.volume = scenario.volume.min(simulation::volumes(pod).count().saturating_sub(1));
        scenario
    }

    /// Changes the question, from which the story begins anew.
    fn change(self, session: Session, change: impl FnOnce(&mut Scenario)) {
        let Some(pod) = untrack(|| session.shown_pod()) else { return };
        let mut scenario = untrack(|| self.scenario(&pod));
        change(&mut scenario);
        self.step.set(None);
        self.asked.set(Some(scenario));
    }
}

/// The simulator for the pod on show.
pub(crate) fn simulator(session: Session) -> impl IntoView {
    let desk = Desk { asked: RwSignal::new(None), step: RwSignal::new(None) };
    move || {
        let pod = session.shown_pod()?;
        (!pod.containers.is_empty()).then(|| {
            view! {
                <section class="panel simulator">
                    <h3 id=session.id("simulator")>"What happens when …"</h3>
                    {form(session, desk, &pod)}
                    {move || session.shown_pod().map(|pod| story(session, desk, &pod, pod.reading.analysis.kubernetes))}
                </section>
            }
        })
    }
}

/// The choices. Each has its own label; those that do not apply are hidden.
fn form(session: Session, desk: Desk, pod: &PodReport) -> impl IntoView + use<> {
    let now = untrack(|| desk.scenario(pod));
    let event = move || session.shown_pod().map_or(now, |pod| desk.scenario(&pod)).event;
    let events: Vec<_> = Event::ALL.iter().map(|event| (event.id().to_owned(), event.title().to_owned())).collect();
    let of_kind = |kind: NodeKind| -> Vec<(String, String)> {
        let nodes = pod.flow.nodes.iter().filter(|node| node.kind == kind).enumerate();
        nodes.map(|(at, node)| (at.to_string(), words::named(&node.name))).collect()
    };
    let as_written = |what: &str| (String::new(), format!("as written ({what})"));
    let controllers = std::iter::once(as_written(pod.run.controller.title()))
        .chain(Controller::ALL.map(|one| (one.id().to_owned(), one.title().to_owned())));
    let policies = std::iter::once(as_written(pod.run.restart_policy.id()))
        .chain(RestartPolicy::ALL.map(|one| (one.id().to_owned(), one.id().to_owned())));
    let number = |value: &str| value.parse().unwrap_or(0);
    view! {
        <div class="choices">
            {choice(&session.id("sim-event"), "What happens", events, now.event.id(), || false, move |value| {
                desk.change(session, |it| it.event = Event::ALL.into_iter().find(|event| event.id() == value).unwrap_or(it.event));
            })}
            {choice(&session.id("sim-container"), "Container", of_kind(NodeKind::Container), &now.container.to_string(), move || !event().needs_container(), move |value| {
                desk.change(session, |it| it.container = number(&value));
            })}
            {choice(&session.id("sim-volume"), "Volume", of_kind(NodeKind::Volume), &now.volume.to_string(), move || !event().needs_volume(), move |value| {
                desk.change(session, |it| it.volume = number(&value));
            })}
            {choice(&session.id("sim-kind"), "Run by", controllers.collect(), now.controller.map_or("", Controller::id), || false, move |value| {
                desk.change(session, |it| it.controller = Controller::ALL.into_iter().find(|one| one.id() == value));
            })}
            {choice(&session.id("sim-policy"), "Restart policy", policies.collect(), now.restart_policy.map_or("", RestartPolicy::id), || false, move |value| {
                desk.change(session, |it| it.restart_policy = RestartPolicy::ALL.into_iter().find(|one| one.id() == value));
            })}
        </div>
    }
}

fn choice<H: Fn() -> bool + Send + Sync + 'static, C: Fn(String) + 'static>(
    id: &str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: &str,
    hidden: H,
    change: C,
) -> impl IntoView + use<H, C> {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, title)| view! { <option value=value.clone() selected={value == chosen}>{title}</option> })
        .collect();
    view! {
        <label class="choice" for=id.to_owned() hidden=hidden>
            <span>{label}</span>
            <select id=id.to_owned() autocomplete="off" on:change:target=move |event| change(event.target().value())>{options}</select>
        </label>
    }
}

/// The story, its steps, and how it ends.
fn story(session: Session, desk: Desk, pod: &PodReport, version: KubernetesVersion) -> impl IntoView + use<> {
    let scenario = desk.scenario(pod);
    let simulation = simulation::simulate(pod, version, &scenario);
    let count = simulation.moments.len();
    let moments: Vec<_> =
        simulation.moments.iter().enumerate().map(|(at, moment)| view_moment(desk, pod, at, moment)).collect();
    let spoken = spoken(desk, &simulation);
    view! {
        <h4>{text::prose(&title(pod, &scenario))}</h4>
        <div class="stepper" role="group" aria-labelledby=session.id("simulator")>
            <button class="button" type="button" disabled=move || desk.step.get() == Some(0)
                on:click=move |_| desk.step.update(|step| *step = Some(step.map_or(0, |at| at.saturating_sub(1))))>"Back"</button>
            <button class="button" type="button" disabled=move || desk.step.get().is_some_and(|at| at + 1 >= count)
                on:click=move |_| desk.step.update(|step| *step = Some(step.map_or(0, |at| (at + 1).min(count.saturating_sub(1)))))>
                {move || if desk.step.get().is_none() { "Step by step" } else { "Next" }}
            </button>
            <button class="button" type="button" disabled=move || desk.step.get().is_none() on:click=move |_| desk.step.set(None)>"Show all"</button>
        </div>
        <ol class="moments">{moments}</ol>
        <p class="outcome" hidden=move || desk.step.get().is_some_and(|at| at + 1 < count)>{text::prose(&simulation.outcome)}</p>
        <p class="visually-hidden" role="status">{spoken}</p>
    }
}

/// What a screen reader is told when something was chosen: nothing at first.
fn spoken(desk: Desk, simulation: &Simulation) -> impl Fn() -> String + Send + Sync + use<> {
    let lines: Vec<String> =
        simulation.moments.iter().map(|moment| format!("{}: {}", moment.when, moment.what)).collect();
    let outcome = simulation.outcome.clone();
    move || match (desk.step.get(), desk.asked.get()) {
        (Some(at), _) => {
            let line = lines.get(at).map_or("", String::as_str).replace('`', "");
            let end = if at + 1 == lines.len() { format!(" {}", outcome.replace('`', "")) } else { String::new() };
            format!("Step {} of {}. {line}{end}", at + 1, lines.len())
        }
        (None, Some(_)) => format!("{} {}", words::count(lines.len(), "step.", "steps."), outcome.replace('`', "")),
        (None, None) => String::new(),
    }
}

/// The question in words: `… web fails`.
fn title(pod: &PodReport, scenario: &Scenario) -> String {
    let container = || format!("`{}`", pod.flow.nodes.get(scenario.container).map_or("", |node| node.name.as_str()));
    let volume = || {
        simulation::volumes(pod).nth(scenario.volume).map_or("the disk".to_owned(), |node| format!("`{}`", node.name))
    };
    match scenario.event {
        Event::Fails => format!("… {} fails, and fails again each time", container()),
        Event::Finishes => format!("… {} ends with success", container()),
        Event::Hangs => format!("… {} hangs", container()),
        Event::DeletedHanging => format!("… the pod is deleted, and {} ignores it", container()),
        Event::VolumeFull => format!("… {} is filled beyond its limit", volume()),
        event => format!("… {}", event.title()),
    }
}

fn view_moment(desk: Desk, pod: &PodReport, at: usize, moment: &Moment) -> impl IntoView + use<> {
    let states: Vec<_> = moment
        .containers
        .iter()
        .zip(&pod.flow.nodes)
        .map(|(state, node)| {
            let restarts = (state.restarts > 0).then(|| format!(", {}", words::count(state.restarts as usize, "restart", "restarts")));
            view! {
                <li data-state=state.condition.id()><span>{words::named(&node.name)}</span>" " <b>{words::id(state.condition.id())}</b>{restarts}</li>
            }
        })
        .collect();
    let data: Vec<_> = moment
        .volumes
        .iter()
        .zip(simulation::volumes(pod))
        .map(|(fate, node)| view! { <li data-fate=fate.id()><span>{words::named(&node.name)}</span>" data " <b>{fate.id()}</b></li> })
        .collect();
    view! {
        <li
            class:later=move || desk.step.get().is_some_and(|step| at > step)
            aria-current=move || (desk.step.get() == Some(at)).then_some("step")
        >
            <p class="when"><span>{moment.when.clone()}</span> <span class="chip" data-phase=moment.phase.id()>"Pod " {moment.phase.id()}</span></p>
            <p class="what">{text::prose(&moment.what)}</p>
            <p class="why"><span>{text::prose(&moment.why)}</span> " " <a href=moment.source rel="noreferrer">"Kubernetes says so"<span class="visually-hidden">{format!(" about step {}", at + 1)}</span></a></p>
            <ul class="states">{states}{data}</ul>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample;

    #[test]
    fn the_first_question_is_answered_whole_without_scripts() {
        let html = sample::render(sample::reading(), simulator);
        for part in [
            "<code>web</code> fails",
            "10 s later",
            "300 s later",
            "CrashLoopBackOff",
            "7 restarts",
            "kubernetes.io/docs/",
        ] {
            assert!(html.contains(part), "no {part} in {html}");
        }
        assert!(html.contains("value=\"node-lost\""), "{html}");
    }

    #[test]
    fn hostile_names_stay_text() {
        assert!(!sample::render(sample::hostile(), simulator).contains("<script"));
    }
}
