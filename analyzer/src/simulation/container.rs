//! One container fails, ends or hangs: whether it is started again, and what that does to the pod.

use super::controller::{self, Cause};
use super::world::World;
use super::{Condition, Phase, link, stop};
use crate::analysis::{Controller, Lifecycle, RestartPolicy};

/// The exit code of a program that just fails.
const ERROR: i64 = 1;
/// That of a program that was killed.
const KILLED: i64 = 137;
/// The pauses before a container is started again, in seconds, after the first time.
const PAUSES: [i64; 6] = [10, 20, 40, 80, 160, 300];

/// What follows when a container has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    /// It is started again.
    Again,
    /// The whole pod is, in its place.
    AllAgain,
    /// It stays ended.
    Stays,
}

/// A verdict with its reason.
struct Decision {
    verdict: Verdict,
    why: String,
    source: &'static str,
}

/// Whether the kubelet starts a container again that ended with a code.
fn decide(world: &World<'_>, index: usize, code: i64) -> Decision {
    let lifecycle = world.lifecycle(index);
    let own = &world.run.containers[index];
    let counts = world.version.minor() >= 35 && lifecycle != Lifecycle::Ephemeral;
    let rules = own.restart_rules.iter().filter(|rule| counts && (!rule.all_containers || world.version.minor() >= 36));
    if let Some(rule) = rules.into_iter().find(|rule| rule.exit_codes.holds(code)) {
        let (verdict, source) =
            if rule.all_containers { (Verdict::AllAgain, link::RESTART_ALL) } else { (Verdict::Again, link::RULES) };
        return Decision { verdict, why: format!("A rule of the container says so for exit code {code}."), source };
    }
    if lifecycle == Lifecycle::NativeSidecar {
        let why = "A native sidecar is always started again, whatever the pod's restart policy.";
        return Decision { verdict: Verdict::Again, why: why.to_owned(), source: link::SIDECARS };
    }
    let (policy, whose, source) = match own.restart_policy.filter(|_| counts) {
        Some(policy) => (policy, "The container's own", link::RULES),
        None => (world.run.restart_policy, "The pod's", link::RESTART),
    };
    let again = match policy {
        _ if lifecycle == Lifecycle::Ephemeral => false,
        RestartPolicy::Always => lifecycle != Lifecycle::Init || code != 0,
        RestartPolicy::OnFailure => code != 0,
        RestartPolicy::Never => false,
    };
    let why = match (lifecycle, code) {
        (Lifecycle::Init, 0) => "An init container that ended with success has done its part.".to_owned(),
        _ => format!("{whose} restart policy is `{}`.", policy.id()),
    };
    Decision { verdict: if again { Verdict::Again } else { Verdict::Stays }, why, source }
}

/// A container ends with an error, each time it is started.
pub(super) fn fails(world: &mut World<'_>, index: usize) {
    world.before(Some(index));
    ended(world, index, ERROR, format!("{} ends with exit code {ERROR}.", world.name(index)));
}

/// A container ends with success.
pub(super) fn finishes(world: &mut World<'_>, index: usize) {
    world.before(Some(index));
    ended(world, index, 0, format!("{} ends with success.", world.name(index)));
}

/// The moment at which a container has ended, and what follows.
fn ended(world: &mut World<'_>, index: usize, code: i64, what: String) {
    world.set(index, if code == 0 { Condition::Succeeded } else { Condition::Failed });
    let why =
        "Its processes and the files that it wrote outside of volumes belong to this run; volumes stay as they are.";
    world.tell("at once", what, why, link::EMPTY_DIR);
    let decision = decide(world, index, code);
    match decision.verdict {
        Verdict::Again => again(world, index, code, decision),
        Verdict::AllAgain => all_again(world, decision),
        Verdict::Stays if world.lifecycle(index) == Lifecycle::Init => init_ended(world, index, code, decision),
        Verdict::Stays => stays(world, index, code, decision),
    }
}

/// It is started again at once, and then after growing pauses.
fn again(world: &mut World<'_>, index: usize, code: i64, decision: Decision) {
    let name = world.name(index);
    restart(world, index);
    world.tell("at once", format!("The kubelet starts {name} again."), decision.why, decision.source);
    if gave_up(world, index, code) {
        return;
    }
    let ends = if code == 0 { "ends again" } else { "fails again" };
    world.set(index, Condition::BackOff);
    let others = if world.lifecycle(index) == Lifecycle::Init {
        "The pod does not get any further."
    } else if world.states.len() > 1 {
        "The other containers run on, but the pod is not ready, so Services send it nothing."
    } else {
        "The pod is not ready, so Services send it nothing."
    };
    let what = format!("{name} {ends}, and the kubelet waits 10 s: CrashLoopBackOff. {others}");
    world.tell(
        "soon after",
        what,
        "The first time it starts a container again at once, then after a pause.",
        link::FAILURES,
    );
    for (at, pause) in PAUSES.into_iter().enumerate() {
        restart(world, index);
        if gave_up(world, index, code) {
            return;
        }
        world.set(index, Condition::BackOff);
        let what = match PAUSES.get(at + 1) {
            Some(next) => format!("{name} is started again and {ends}; the next pause is {next} s."),
            None => format!("{name} is started again and {ends}; from now on it is tried every 300 s."),
        };
        let why = "The pause doubles each time, up to five minutes. After ten minutes without trouble it starts over.";
        world.tell(format!("{pause} s later"), what, why, link::RESTART);
    }
    let never = match (world.lifecycle(index), world.run.controller) {
        (Lifecycle::Init, _) => "the pod never starts",
        (_, Controller::Job) => "the Job goes on until it gives up",
        _ => "nothing replaces the pod, for it has not failed",
    };
    world.end(format!("{name} is tried for ever, every five minutes; {never}."));
}

fn restart(world: &mut World<'_>, index: usize) {
    world.states[index].condition = Condition::Running;
    world.states[index].restarts += 1;
}

/// Whether a Job has counted too many restarts in its pod; then it is over.
fn gave_up(world: &mut World<'_>, index: usize, code: i64) -> bool {
    let counts =
        world.run.controller == Controller::Job && world.run.restart_policy == RestartPolicy::OnFailure && code != 0;
    let Some(limit) = world.run.job.as_ref().filter(|_| counts).map(|job| job.backoff_limit) else { return false };
    if i64::from(world.states[index].restarts) < limit.max(1) {
        return false;
    }
    controller::stop_job(
        world,
        "BackoffLimitExceeded",
        format!("Restarts in the pod count as failures, and the Job forgives {limit}."),
    );
    true
}

/// The whole pod starts anew, in its place.
fn all_again(world: &mut World<'_>, decision: Decision) {
    let all: Vec<usize> = world.alive();
    world.set_all(&all, Condition::Gone);
    let what = "All containers are killed at once, without hooks and without a grace period.";
    world.tell("at once", what, decision.why, decision.source);
    let restarts: Vec<u32> = world.states.iter().map(|state| state.restarts + 1).collect();
    let data = world.data.clone();
    world.renew();
    world.data = data;
    world.states.iter_mut().zip(restarts).for_each(|(state, restarts)| state.restarts = restarts);
    let why = "The pod stays on its node with its address and its volumes; even emptyDir keeps its data.";
    world.tell("then", "The pod starts anew in its place, with its init containers.", why, link::RESTART_ALL);
    world.end("The pod starts from its beginning, with the data that it had.");
}

/// An init container has ended for good.
fn init_ended(world: &mut World<'_>, index: usize, code: i64, decision: Decision) {
    if code != 0 {
        stop::sidecars(world);
        world.phase = Phase::Failed;
        world.lose_data();
        let what = format!("{} is not tried again, so the pod has failed before it started.", world.name(index));
        world.tell("then", what, decision.why, link::INIT);
        return controller::pod_ended(world, Cause::Exit { container: index, code });
    }
    let rest: Vec<usize> =
        (index + 1..world.states.len()).filter(|next| world.lifecycle(*next) != Lifecycle::Ephemeral).collect();
    let next =
        rest.iter().copied().find(|next| matches!(world.lifecycle(*next), Lifecycle::Init | Lifecycle::NativeSidecar));
    if let Some(next) = next {
        world.set(next, Condition::Running);
        world.tell("then", format!("{} starts.", world.name(next)), decision.why, link::INIT);
    }
    for later in rest {
        world.set(
            later,
            if world.lifecycle(later) == Lifecycle::Init { Condition::Succeeded } else { Condition::Running },
        );
    }
    world.phase = Phase::Running;
    let regular = world.of(Lifecycle::Regular);
    let what = format!(
        "When all init containers have ended and all native sidecars have started, {} start.",
        world.names(&regular)
    );
    world.tell("later", what, "Nothing of it is run again, unless the whole pod is.", link::INIT);
    world.end("The pod runs.");
}

/// A regular container has ended for good: the pod ends with the last of them.
fn stays(world: &mut World<'_>, index: usize, code: i64, decision: Decision) {
    if world.lifecycle(index) == Lifecycle::Ephemeral {
        return world.end("An ephemeral container is never started again, and the pod goes on without it.");
    }
    let regular = world.of(Lifecycle::Regular);
    let others: Vec<usize> = regular.iter().copied().filter(|other| *other != index).collect();
    let what = format!("{} is not started again.", world.name(index));
    world.tell("then", what, decision.why, decision.source);
    let lasting: Vec<usize> = others.iter().copied().filter(|other| world.run.containers[*other].lasts).collect();
    if !lasting.is_empty() {
        let what = format!(
            "{} {} on, and so does the pod.",
            world.names(&lasting),
            if lasting.len() == 1 { "goes" } else { "go" }
        );
        let why = "A pod ends when all its regular containers have ended. A native sidecar would be stopped instead.";
        world.tell("from now on", what, why, link::SIDECARS_IN_JOBS);
        let job = world.run.controller == Controller::Job;
        if job && deadline(world) {
            return;
        }
        return world.end(if job { "The Job never completes." } else { "The pod never ends." });
    }
    if !others.is_empty() {
        world.set_all(&others, Condition::Succeeded);
        let what = format!("{} {} too.", world.names(&others), if others.len() == 1 { "ends" } else { "end" });
        world.tell(
            "later",
            what,
            "The pod goes on until all its regular containers have ended, each in its own time.",
            link::PHASE,
        );
    }
    stop::sidecars(world);
    world.phase = if code == 0 { Phase::Succeeded } else { Phase::Failed };
    world.lose_data();
    let what = if code == 0 { "The pod has succeeded." } else { "The pod has failed." };
    let why = match (code, world.of(Lifecycle::NativeSidecar).len()) {
        (0, 0) => "All containers ended with success.",
        (0, _) => "All regular containers ended with success; how native sidecars end does not count.",
        _ => "All containers have ended, and one of them with an error.",
    };
    world.tell("then", what, why, link::PHASE);
    controller::pod_ended(world, if code == 0 { Cause::Success } else { Cause::Exit { container: index, code } });
}

/// A container's process goes on and does nothing any more.
pub(super) fn hangs(world: &mut World<'_>, index: usize) {
    world.before(Some(index));
    world.set(index, Condition::Hanging);
    let (name, own) = (world.name(index), world.run.containers[index].clone());
    let is_init = world.lifecycle(index) == Lifecycle::Init;
    let why = "To Kubernetes a process that exists is a container that runs. Only probes ask it.";
    world.tell("at once", format!("{name} does nothing any more. Its process goes on."), why, link::PROBES);
    if let Some(seconds) = own.readiness_seconds.filter(|_| !is_init) {
        let what =
            "The readiness probe fails: the pod is not ready, and Services send nothing to any of its containers.";
        world.tell(
            format!("about {seconds} s later"),
            what,
            "A pod is ready when all its containers are.",
            link::PROBES,
        );
    }
    if let Some(seconds) = own.liveness_seconds.filter(|_| !is_init) {
        let grace = world.run.grace_seconds;
        let what = format!(
            "The liveness probe fails, and the kubelet stops {name}: a signal, and after {grace} s without an answer it is killed (exit code {KILLED})."
        );
        return ended_by_probe(world, index, seconds, what);
    }
    if world.run.controller == Controller::Job && deadline(world) {
        return;
    }
    let what = match (is_init, world.run.controller) {
        (true, Controller::Deployment) => {
            "The pod stays in its start. After `progressDeadlineSeconds` (600 unless said) the Deployment says so, and does nothing."
        }
        (true, _) => "The pod stays in its start, and nothing ends that.",
        _ => "Nothing happens: no liveness probe asks the container.",
    };
    let source = if is_init { link::INIT } else { link::PROBES };
    world.tell("from now on", what, "Without a probe or a deadline nothing notices.", source);
    world.end(format!("{name} hangs until somebody notices."));
}

fn ended_by_probe(world: &mut World<'_>, index: usize, seconds: i64, what: String) {
    world.set(index, Condition::Failed);
    let why = "A failed liveness probe kills the container; what follows is the restart policy's.";
    world.tell(format!("about {seconds} s later"), what, why, link::PROBES);
    let decision = decide(world, index, KILLED);
    if decision.verdict == Verdict::Again {
        restart(world, index);
        let what = format!("The kubelet starts {} again.", world.name(index));
        world.tell("at once", what, decision.why, decision.source);
        return world.end(
            "A restart helps where the fault goes away with it. Where it hangs again, pauses grow up to five minutes.",
        );
    }
    match decision.verdict {
        Verdict::AllAgain => all_again(world, decision),
        _ => stays(world, index, KILLED, decision),
    }
}

/// Whether a Job's deadline ends what nothing else does.
fn deadline(world: &mut World<'_>) -> bool {
    let Some(seconds) = world.run.job.as_ref().and_then(|job| job.active_deadline_seconds) else { return false };
    let why = format!("`activeDeadlineSeconds` gives it {seconds} s from its start, whatever its pods do.");
    controller::stop_job(world, "DeadlineExceeded", why);
    true
}
