// The editor: CodeMirror with what Peapod needs of it. It edits text and shows what it is told; every decision
// (findings, completions, explanations, fixes) is made by the app in Rust. Offsets are UTF-16 units on both sides.
import { Annotation, EditorState, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars,
  hoverTooltip, keymap, lineNumbers, placeholder, tooltips,
} from '@codemirror/view';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { yaml } from '@codemirror/lang-yaml';
import { search, searchKeymap } from '@codemirror/search';
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { forEachDiagnostic, lintGutter, lintKeymap, previousDiagnostic, setDiagnostics } from '@codemirror/lint';
import { colours, theme } from './theme.js';
import { completions, explanation } from './answers.js';

/** Marks what the app itself did, so that it is not told about it. */
const ours = Annotation.define();
const setLit = StateEffect.define();
const litLine = Decoration.line({ class: 'cm-lit' });

/** The lines that belong to what the reader points at elsewhere. */
const lit = StateField.define({
  create: () => Decoration.none,
  update(lines, transaction) {
    for (const effect of transaction.effects) if (effect.is(setLit)) return marked(transaction.state.doc, effect.value);
    return lines.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

function marked(doc, range) {
  if (!range) return Decoration.none;
  const last = doc.lineAt(Math.min(range.to, doc.length)).number;
  const lines = [];
  for (let number = doc.lineAt(Math.min(range.from, doc.length)).number; number <= last; number += 1) {
    lines.push(litLine.range(doc.line(number).from));
  }
  return Decoration.set(lines);
}

/**
 * Puts an editor into `host`. `app` is what the Rust side answers with:
 * `changed(text)`, `moved(offset)`, `complete(offset, explicit)`, `explain(offset)`, `fix(number)`.
 */
export function mount(host, { text, label, describedBy, hint }, app) {
  const view = new EditorView({
    parent: host,
    state: EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), foldGutter(), lintGutter({ hoverTime: 200 }), highlightActiveLineGutter(), highlightActiveLine(),
        highlightSpecialChars(), history(), drawSelection(), bracketMatching(), closeBrackets(), lit,
        EditorState.allowMultipleSelections.of(true), EditorState.tabSize.of(2), indentUnit.of('  '),
        yaml(), syntaxHighlighting(colours), theme, placeholder(hint), search({ top: true }),
        autocompletion({ override: [completions(app)], icons: false, activateOnTypingDelay: 60 }),
        hoverTooltip(explanation(app), { hoverTime: 350 }),
        tooltips({ parent: document.body, position: 'fixed' }),
        keymap.of([
          { key: 'Shift-F8', run: previousDiagnostic },
          ...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...foldKeymap, ...historyKeymap,
          ...defaultKeymap, indentWithTab,
        ]),
        EditorView.contentAttributes.of({
          'aria-label': label, 'aria-describedby': describedBy, tabindex: '0', spellcheck: 'false', autocapitalize: 'off',
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((transaction) => transaction.annotation(ours))) {
            app.changed(update.state.doc.toString());
          }
          if (update.selectionSet || update.docChanged) app.moved(update.state.selection.main.head);
        }),
        passing,
      ],
    }),
  });

  // What the form sends and paper shows stands in the textarea. It gets the text when that is asked for: at each key that
  // would cost a millisecond.
  const form = host.closest('form');
  const fill = () => { form.elements.manifest.value = view.state.doc.toString(); };
  form.addEventListener('submit', fill);
  addEventListener('beforeprint', fill);

  /** The findings that were shown last, in the order of the app. */
  let shown = [];

  return {
    text: () => view.state.doc.toString(),
    /** Replaces ranges as if they were typed: undo takes all of them back at once. */
    edit(from, to, inserts) {
      const changes = inserts.map((insert, index) => ({ from: from[index], to: to[index], insert }));
      view.dispatch({ changes, userEvent: 'input.app', scrollIntoView: true });
    },
    /** Shows findings: columns of starts, ends, severities, messages, rules, and titles of fixes (empty: none). */
    diagnose(from, to, severities, messages, rules, fixes) {
      const end = view.state.doc.length;
      const found = messages.map((message, index) => ({
        from: Math.min(from[index], end),
        to: Math.min(to[index], end),
        severity: severities[index],
        message,
        source: rules[index],
        actions: fixes[index] ? [{ name: fixes[index], apply: () => app.fix(index) }] : [],
      }));
      // Marks move with the text by themselves; to set them anew costs as much as the key that was typed.
      if (alike(found, shown, view.state)) return;
      view.dispatch(setDiagnostics(view.state, found));
      shown = found;
    },
    /** Selects a range and brings it into view. */
    reveal(from, to) {
      const end = view.state.doc.length;
      view.dispatch({
        selection: { anchor: Math.min(from, end), head: Math.min(to, end) },
        effects: EditorView.scrollIntoView(Math.min(from, end), { y: 'center' }),
      });
      view.focus();
    },
    light(from, to) {
      if (from < 0 && view.state.field(lit).size === 0) return;
      view.dispatch({ effects: setLit.of(from < 0 ? null : { from, to }), annotations: ours.of(true) });
    },
    focus: () => view.focus(),
    caret: () => view.state.selection.main.head,
    destroy() {
      form.removeEventListener('submit', fill);
      removeEventListener('beforeprint', fill);
      view.destroy();
    },
  };
}

/** Whether the marks of the findings in `shown`, where they stand by now, are those that `found` would get. */
function alike(found, shown, state) {
  if (found.length !== shown.length) return false;
  const places = new Map();
  forEachDiagnostic(state, (diagnostic, from, to) => places.set(diagnostic, { from, to }));
  return found.every((one, index) => {
    const other = shown[index];
    const place = places.get(other);
    return place?.from === one.from && place.to === one.to && one.severity === other.severity && one.message === other.message
      && one.source === other.source && one.actions[0]?.name === other.actions[0]?.name;
  });
}

/** Who only passes through with Tab is let through: Tab indents after a click or once something was typed. */
const passing = [
  EditorView.domEventHandlers({
    focus(event, view) { view.setTabFocusMode(!view.dom.matches(':active, :hover:active')); },
    pointerdown(event, view) { view.setTabFocusMode(false); },
    blur(event, view) { view.setTabFocusMode(false); },
  }),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) update.view.setTabFocusMode(false);
  }),
];
