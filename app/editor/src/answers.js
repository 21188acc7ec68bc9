// What the app answers about a place of the text, made into what CodeMirror shows. An answer is a text: records end
// with U+001E, fields with U+001F, and U+001D stands where the caret goes. Everything is shown as text, never as HTML.

const RECORD = '\u001e';
const FIELD = '\u001f';
const CARET = '\u001d';

function records(answer) {
  return answer.split(RECORD).filter(Boolean).map((record) => record.split(FIELD));
}

/** Completions: the first record is where the word starts; then label, detail, description, text to insert, kind. */
export function completions(app) {
  return (context) => {
    const answer = app.complete(context.pos, context.explicit);
    const [head, ...rows] = records(answer ?? '');
    if (!head || rows.length === 0) return null;
    return {
      from: Number(head[0]),
      validFor: /^[\w./-]*$/,
      options: rows.map(([label, detail, info, insert, type], index) => ({
        label, detail, type, boost: -index / 100, info: info ? () => paragraph(info) : undefined, apply: inserting(insert),
      })),
    };
  };
}

function inserting(text) {
  return (view, completion, from, to) => {
    const caret = text.indexOf(CARET);
    const insert = text.replace(CARET, '');
    const anchor = from + (caret < 0 ? insert.length : caret);
    view.dispatch({ changes: { from, to, insert }, selection: { anchor }, userEvent: 'input.complete', scrollIntoView: true });
  };
}

/** What a place means: start, end, its path, what it is, what it is for. */
export function explanation(app) {
  return (view, pos) => {
    const [record] = records(app.explain(pos) ?? '');
    if (!record) return null;
    const [from, to, path, kind, about] = record;
    return {
      pos: Number(from),
      end: Number(to),
      above: true,
      create() {
        const dom = document.createElement('div');
        dom.className = 'cm-explanation';
        dom.append(paragraph(path, 'cm-path'), paragraph(kind, 'cm-kind'), ...(about ? [paragraph(about)] : []));
        return { dom };
      },
    };
  };
}

function paragraph(text, className = '') {
  const element = document.createElement('p');
  element.className = className;
  element.textContent = text;
  return element;
}
