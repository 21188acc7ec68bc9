//! Looks for the reading of all lines that costs least.
//!
//! A line is put at every place that is open to it; the cheapest readings go on to the next line. Readings with the
//! same frames open are one from there on, and remember how near the dearer one was.

use super::frame::{Frame, Kind, Stack};
use super::line::{Line, Role};
use crate::arrange::Arrange;
use crate::decode::schema::{self, Form, Leaf};
use std::collections::BTreeMap;

/// Costs, in hundredths of a fault.
const UNKNOWN: u32 = 300;
const MISFIT: u32 = 400;
const FLOW_FOR_SCALAR: u32 = 150;
const NO_SCALAR: u32 = 60;
const POP: u32 = 2;
const SKIP: u32 = 10;
const FREE: u32 = 50;
const ANY: u32 = 40;
const STRAY_TEXT: u32 = 250;
const BLOCK_TEXT: u32 = 5;
const BLOCK_LIKE_KEY: u32 = 120;
const END_OF_BLOCK: u32 = 30;
const EMPTY_BLOCK: u32 = 100;

/// Readings that are so much dearer than the best one do not go on.
const SPREAD: u32 = 1_000;
/// The most places that are tried for all lines together.
const MOST_STEPS: usize = 600_000;
/// What it costs that a line of a text block stands no further in than the block's key, or a line behind it further.
const OUT_OF_BLOCK: u32 = 90;

/// The best reading.
pub(super) struct Reading {
    /// How deep each line stands.
    pub(super) depths: Vec<usize>,
    /// Which lines are the text of a block.
    pub(super) texts: Vec<bool>,
    /// By how much it is better than the next.
    pub(super) lead: u32,
    /// Where the next best reading differs first.
    pub(super) doubt: Option<Doubt>,
}

/// A line that can stand elsewhere.
pub(super) struct Doubt {
    pub(super) line: usize,
    pub(super) depth: usize,
}

/// One reading of the lines so far.
struct State {
    cost: u32,
    /// Where it put the last line.
    step: Step,
    /// That step in the history, once it goes on.
    last: usize,
    stack: Option<Stack>,
    /// The nearest reading that was given up for this one: how much dearer it was, and its last step.
    rival: Option<(u32, Step)>,
}

/// A line's place in a reading, and where the line's before it is in the history.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    before: usize,
    depth: usize,
    is_text: bool,
}

impl Step {
    const FIRST: Self = Self { before: 0, depth: 0, is_text: false };
}

struct Search<'l, 't> {
    lines: &'l [Line<'t>],
    /// What stands at each line, if an object starts there.
    objects: Vec<Kind>,
    /// Whether any line has kept spaces in front of it.
    is_flat: bool,
    history: Vec<Step>,
    next: Vec<State>,
    /// How many places were tried.
    tried: usize,
}

/// Reads the lines, following so many readings at once; none where no reading makes sense.
pub(super) fn read(lines: &[Line<'_>], beam: usize) -> Option<Reading> {
    let is_flat = lines.iter().all(|line| line.spaces == 0);
    let mut search =
        Search { lines, objects: objects(lines), is_flat, history: vec![Step::FIRST], next: Vec::new(), tried: 0 };
    let mut states = vec![State { cost: 0, step: Step::FIRST, last: 0, stack: None, rival: None }];
    for at in 0..lines.len() {
        for state in states {
            search.place(at, state);
        }
        search.tried += search.next.len();
        if search.tried > MOST_STEPS {
            return None;
        }
        states = cheapest(std::mem::take(&mut search.next), beam);
        for state in &mut states {
            search.history.push(state.step);
            state.last = search.history.len() - 1;
        }
    }
    for state in &mut states {
        state.cost += close_all(state.stack.take());
    }
    states.arrange_by_key(|state| state.cost);
    search.reading(&states)
}

/// The kind of frame for the object that would start at each line: what its `kind` says, further down.
fn objects(lines: &[Line<'_>]) -> Vec<Kind> {
    let mut below = Kind::Custom;
    let mut objects: Vec<Kind> = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate().rev() {
        if line.role == Role::Separator {
            below = Kind::Custom;
        } else if line.role == Role::Content && line.key == Some("kind") {
            below = match Some(line.value.trim_matches(['"', '\''])) {
                Some("List") => Kind::Objects,
                kind => schema::root_type(kind, api_version_near(lines, at)).map_or(Kind::Custom, Kind::Object),
            };
        }
        objects.push(below);
    }
    objects.reverse();
    objects
}

/// What the lines around a `kind` say of its apiVersion.
fn api_version_near<'t>(lines: &[Line<'t>], at: usize) -> Option<&'t str> {
    let near = &lines[at.saturating_sub(2)..lines.len().min(at + 3)];
    let line = near.iter().find(|line| line.key == Some("apiVersion"))?;
    Some(line.value.trim_matches(['"', '\'']))
}

/// One of each stack, cheapest first.
fn cheapest(states: Vec<State>, beam: usize) -> Vec<State> {
    let mut best: BTreeMap<u64, State> = BTreeMap::new();
    for mut state in states {
        let hash = state.stack.as_ref().map_or(0, |stack| stack.hash);
        match best.get_mut(&hash) {
            None => {
                best.insert(hash, state);
            }
            Some(known) => {
                if state.cost < known.cost {
                    std::mem::swap(known, &mut state);
                }
                let gap = state.cost - known.cost;
                if known.rival.is_none_or(|(nearest, _)| gap < nearest) {
                    known.rival = Some((gap, state.step));
                }
            }
        }
    }
    let mut states: Vec<State> = best.into_values().collect();
    states.arrange_by_key(|state| state.cost);
    let most = states.first().map_or(0, |state| state.cost.saturating_add(SPREAD));
    states.retain(|state| state.cost <= most);
    states.truncate(beam);
    states
}

/// The frames of a stack, innermost first.
fn frames(stack: Stack) -> impl Iterator<Item = Stack> {
    std::iter::successors(Some(stack), |frame| frame.parent.clone())
}

/// The cost of closing all frames.
fn close_all(stack: Option<Stack>) -> u32 {
    stack.into_iter().flat_map(frames).map(|frame| frame.closing_cost() + POP).sum()
}

impl Search<'_, '_> {
    /// Adds every reading that puts a line behind this one.
    fn place(&mut self, at: usize, state: State) {
        let line = &self.lines[at];
        match line.role {
            Role::Blank | Role::Comment => {
                let is_text = self.is_text(line, state.stack.as_ref());
                self.step(&state, 0, 0, is_text, state.stack.clone());
            }
            Role::Separator => {
                let cost = close_all(state.stack.clone());
                self.go_on(&state, cost, 0, None);
            }
            Role::Continuation => {
                let is_text = self.is_text(line, state.stack.as_ref());
                let depth = state.stack.as_ref().map_or(0, |stack| stack.depth() + usize::from(!is_text));
                self.step(&state, 0, depth, is_text, state.stack.clone());
            }
            Role::Content => {
                let stack = state.stack.clone().unwrap_or_else(|| Frame::on(None, self.objects[at]));
                self.content(at, state, stack);
            }
        }
    }

    /// Whether a line without a place of its own goes on with a block of text.
    fn is_text(&self, line: &Line<'_>, stack: Option<&Stack>) -> bool {
        let block = stack.filter(|stack| stack.kind == Kind::Block && stack.used);
        let key = block.and_then(|block| block.parent.as_ref()).and_then(|key| key.column());
        block.is_some() && (self.is_flat || line.role == Role::Blank || line.spaces > key.unwrap_or(0))
    }

    fn content(&mut self, at: usize, mut state: State, mut stack: Stack) {
        let line = &self.lines[at];
        if stack.kind == Kind::Block {
            let awaits = if line.dash { is_awaited_item } else { is_awaited };
            let known = line.key.is_some_and(|key| awaits(&stack, key));
            let Some(below) = stack.parent.clone() else { return };
            let is_inside = line.spaces > below.column().unwrap_or(0);
            let out = if self.is_flat || is_inside { 0 } else { OUT_OF_BLOCK };
            let cost = out + if known && self.is_flat { BLOCK_LIKE_KEY } else { BLOCK_TEXT };
            self.step(&state, cost, stack.depth(), true, Some(stack.with_item(line.spaces)));
            state.cost += if stack.used { END_OF_BLOCK } else { EMPTY_BLOCK };
            state.cost += if is_inside { OUT_OF_BLOCK } else { 0 };
            stack = below;
        }
        match (line.dash, line.key) {
            (true, _) => self.item(at, &state, stack),
            (false, Some(key)) => self.key(at, &state, stack, key),
            (false, None) => self.go_on(&state, STRAY_TEXT, stack.depth() + 1, Some(stack)),
        }
    }

    /// `key: value` in each mapping that is open.
    fn key(&mut self, at: usize, state: &State, stack: Stack, key: &str) {
        let (mut closed, mut skipped) = (0, 0);
        for stack in frames(stack) {
            let spaces = Some(self.lines[at].spaces);
            let next = (!matches!(stack.kind, Kind::List(_))).then(|| self.put(at, &stack, key, spaces)).flatten();
            if let Some((cost, next)) = next {
                self.go_on(state, closed + skipped + cost, stack.depth(), Some(next));
                skipped += if cost < 100 { SKIP } else { 0 };
            }
            closed += stack.closing_cost() + POP;
        }
    }

    /// `- …` in each list that is open.
    fn item(&mut self, at: usize, state: &State, stack: Stack) {
        let (mut closed, mut skipped) = (0, 0);
        let spaces = self.lines[at].spaces;
        for stack in frames(stack) {
            let (items, list) = match stack.kind {
                Kind::List(items) => (items, Some(stack.with_item(spaces))),
                // What could be anything turns out to be a list.
                Kind::Any if !stack.used => {
                    let items = Some(Leaf::Any);
                    (items, Some(Frame::on(stack.parent.clone(), Kind::List(items)).with_item(spaces)))
                }
                _ => (None, None),
            };
            if let Some(list) = list {
                self.item_of(at, state, closed + skipped + stack.unevenness(spaces), items, list);
                skipped += SKIP / 2;
            }
            closed += stack.closing_cost() + POP;
        }
    }

    /// `- …` in one list, whose items are of this form; none where each is an object of its own kind.
    fn item_of(&mut self, at: usize, state: &State, cost: u32, items: Option<Leaf>, list: Stack) {
        let line = &self.lines[at];
        let depth = list.depth();
        match line.key {
            Some(_) if items.is_some_and(is_scalar) => self.go_on(state, cost + 100, depth, Some(list)),
            Some(key) => {
                let kind = items.map_or_else(|| self.objects[at], kind_of_item);
                if let Some((more, next)) = self.put(at, &Frame::on(Some(list), kind), key, None) {
                    self.go_on(state, cost + more, depth, Some(next));
                }
            }
            None => {
                let fits = items.is_some_and(|leaf| is_scalar(leaf) || leaf == Leaf::Any);
                let is_flow = line.value.starts_with(['[', '{', '*', '&']);
                let more = if fits || is_flow { 0 } else { MISFIT };
                let next = if is_block(line.value) { Frame::on(Some(list), Kind::Block) } else { list };
                self.go_on(state, cost + more, depth, Some(next));
            }
        }
    }

    /// The frames after a key and its value were put into a mapping, and what that costs.
    fn put(&self, at: usize, mapping: &Stack, key: &str, spaces: Option<usize>) -> Option<(u32, Stack)> {
        if mapping.has(key) || !mapping.has_room() {
            return None;
        }
        let value = self.lines[at].value;
        let known = mapping.form(key);
        let mut cost = match (known, mapping.kind) {
            (None, _) if !mapping.is_typed() && mapping.kind != Kind::Objects => return None,
            (None, Kind::Objects) if key == "items" || key == "metadata" => 0,
            (None, _) => UNKNOWN,
            (Some(_), Kind::Any) => ANY,
            (Some(_), Kind::Map(_)) if is_awaited(mapping, key) => FREE,
            (Some(_), _) => 0,
        };
        let form = known.unwrap_or(Form::One(Leaf::Any));
        cost += mapping.unlikeliness(key, value);
        cost += misfit(form, value) + spaces.map_or(0, |spaces| mapping.unevenness(spaces));
        let with_key = mapping.with_key(key, spaces);
        let is_items = mapping.kind == Kind::Objects && key == "items";
        let opens = value.is_empty() || (value.starts_with('&') && !value.contains(' '));
        Some((
            cost,
            match form {
                _ if is_block(value) => Frame::on(Some(with_key), Kind::Block),
                _ if opens && is_items => Frame::on(Some(with_key), Kind::List(None)),
                Form::One(leaf) if is_scalar(leaf) => with_key,
                _ if opens => Frame::on(Some(with_key), kind_of(form)),
                _ => with_key,
            },
        ))
    }

    fn go_on(&mut self, state: &State, cost: u32, depth: usize, stack: Option<Stack>) {
        self.step(state, cost, depth, false, stack);
    }

    fn step(&mut self, state: &State, cost: u32, depth: usize, is_text: bool, stack: Option<Stack>) {
        let step = Step { before: state.last, depth, is_text };
        self.next.push(State { cost: state.cost.saturating_add(cost), step, last: 0, stack, rival: state.rival });
    }

    /// The cheapest reading, beside the one that comes nearest to it.
    fn reading(&self, states: &[State]) -> Option<Reading> {
        let best = states.first()?;
        let mut steps = self.steps(best.step);
        self.end_blocks(&mut steps);
        let depths: Vec<usize> = steps.iter().map(|step| step.depth).collect();
        let second = states.get(1).map(|state| (state.cost - best.cost, state.step));
        let rivals = [best.rival, second];
        let nearest = rivals.into_iter().flatten().filter(|(_, step)| self.doubt(&depths, *step).is_some()).min();
        Some(Reading {
            lead: nearest.map_or(u32::MAX, |(gap, _)| gap),
            doubt: nearest.and_then(|(_, step)| self.doubt(&depths, step)),
            texts: steps.iter().map(|step| step.is_text).collect(),
            depths,
        })
    }

    /// Comments behind the text of a block are about what comes next, unless their spaces say that they belong to it.
    fn end_blocks(&self, steps: &mut [Step]) {
        let mut next_is_text = false;
        for (step, line) in steps.iter_mut().zip(self.lines).rev() {
            let is_loose = matches!(line.role, Role::Comment | Role::Blank);
            step.is_text &= next_is_text || !is_loose || !self.is_flat;
            next_is_text = step.is_text;
        }
    }

    /// The steps of a reading up to its last one, first line first.
    fn steps(&self, last: Step) -> Vec<Step> {
        let before = |step: &Step| (step.before != 0).then(|| self.history[step.before]);
        let mut steps: Vec<Step> = std::iter::successors(Some(last), before).collect();
        steps.reverse();
        steps
    }

    /// Where a reading first differs from these depths.
    fn doubt(&self, depths: &[usize], last: Step) -> Option<Doubt> {
        let others = self.steps(last);
        let line = depths.iter().zip(&others).position(|(one, other)| *one != other.depth)?;
        Some(Doubt { line, depth: others[line].depth })
    }
}

/// Whether a mapping further out has a place for a key.
fn is_awaited(stack: &Stack, key: &str) -> bool {
    frames(stack.clone()).skip(1).any(|frame| frame.is_typed() && !frame.has(key) && frame.form(key).is_some())
}

/// Whether a list further out takes items that start with a key.
fn is_awaited_item(stack: &Stack, key: &str) -> bool {
    frames(stack.clone()).skip(1).any(|frame| match frame.kind {
        Kind::List(Some(Leaf::Object(number))) => schema::type_of(number).field(key).is_some(),
        _ => false,
    })
}

/// Whether a value says that a block of text follows.
fn is_block(value: &str) -> bool {
    value.starts_with(['|', '>']) && value[1..].bytes().all(|byte| matches!(byte, b'-' | b'+' | b'0'..=b'9'))
}

/// What it costs that a value stands on the line of a key of this form.
fn misfit(form: Form, value: &str) -> u32 {
    let is_flow = value.starts_with(['[', '{']);
    match form {
        Form::One(Leaf::Any) => 0,
        Form::One(leaf) if is_scalar(leaf) && is_flow => FLOW_FOR_SCALAR,
        Form::One(leaf) if is_scalar(leaf) && value.is_empty() => NO_SCALAR,
        Form::One(leaf) if is_scalar(leaf) => 0,
        _ if value.is_empty() || is_flow || value.starts_with(['&', '*', '!']) || matches!(value, "null" | "~") => 0,
        _ => MISFIT,
    }
}

const fn is_scalar(leaf: Leaf) -> bool {
    !matches!(leaf, Leaf::Any | Leaf::Object(_))
}

fn kind_of(form: Form) -> Kind {
    match form {
        Form::List(leaf) => Kind::List(Some(leaf)),
        Form::Map(leaf) => Kind::Map(leaf),
        Form::One(leaf) => kind_of_item(leaf),
    }
}

fn kind_of_item(leaf: Leaf) -> Kind {
    match leaf {
        Leaf::Object(number) => Kind::Object(number),
        _ => Kind::Any,
    }
}
