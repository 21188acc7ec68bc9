// How the editor looks: the site's own tokens, so that themes, contrast and forced colours follow the page.
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

export const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--role-app)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--role-volume)' },
  { tag: [tags.content, tags.attributeValue], color: 'var(--text)' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--role-sidecar)' },
  { tag: [tags.comment, tags.lineComment], color: 'var(--muted)', fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: 'var(--muted)' },
  { tag: [tags.meta, tags.labelName, tags.typeName], color: 'var(--role-init)' },
]);

export const theme = EditorView.theme({
  '&': { height: '100%', fontSize: 'inherit', color: 'var(--text)', backgroundColor: 'transparent' },
  // Above the gutter and the panels, which would hide a side of it.
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused::after': { content: '""', position: 'absolute', inset: '0', zIndex: '301', outline: '2px solid var(--focus)', outlineOffset: '-2px', pointerEvents: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.4rem', overflow: 'auto' },
  '.cm-content': { padding: '0.75rem 0 4rem', caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--muted)', border: '0' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in oklab, var(--sunken) 75%, transparent)' },
  '.cm-lit': { backgroundColor: 'var(--mark)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--mark)' },
  '.cm-placeholder': { color: 'var(--muted)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--sunken)', borderColor: 'var(--line-strong)', color: 'var(--muted)' },
  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--text)', fontSize: 'var(--size-label)' },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--surface)', border: '1px solid var(--line-strong)', borderRadius: '4px', color: 'var(--text)', minHeight: '1.75rem' },
  '.cm-textfield': { backgroundColor: 'var(--surface)', border: '1px solid var(--line-strong)', borderRadius: '4px', color: 'var(--text)', minHeight: '1.75rem' },
  '.cm-panel.cm-search [name=close]': { minWidth: '1.5rem', minHeight: '1.5rem', color: 'var(--text)' },
  '.cm-tooltip': { backgroundColor: 'var(--surface)', border: '1px solid var(--line-strong)', borderRadius: '4px', color: 'var(--text)', fontSize: 'var(--size-label)', lineHeight: '1.4', maxWidth: 'min(30rem, 90vw)' },
  '.cm-explanation': { padding: '0.5rem 0.75rem' },
  '.cm-explanation .cm-path': { fontFamily: 'var(--mono)', fontWeight: '650', overflowWrap: 'anywhere' },
  '.cm-explanation .cm-kind': { color: 'var(--muted)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '0.125rem 0.5rem', minHeight: '1.5rem' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { backgroundColor: 'var(--accent-solid)', color: 'var(--on-accent)' },
  '.cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-completionDetail': { color: 'var(--muted)' },
  '.cm-completionInfo': { padding: '0.5rem 0.75rem' },
  '.cm-diagnostic': { padding: '0.25rem 0.5rem' },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--err)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--warn)' },
  '.cm-diagnostic-info': { borderLeft: '4px solid var(--accent)' },
  '.cm-diagnosticAction': { backgroundColor: 'var(--accent-solid)', color: 'var(--on-accent)', minHeight: '1.5rem' },
  '.cm-diagnosticSource': { color: 'var(--muted)', opacity: '1' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: 'underline wavy var(--err)' },
  '.cm-lintRange-warning': { backgroundImage: 'none', textDecoration: 'underline wavy var(--warn)' },
  // Advice is marked beside the line alone: the text stays calm.
  '.cm-lintRange-info': { backgroundImage: 'none' },
  '.cm-lint-marker': { width: '0.75rem', height: '0.75rem', content: '""', backgroundColor: 'currentColor', margin: '0.3rem 0.1rem' },
  '.cm-lint-marker-error': { color: 'var(--err)', clipPath: 'polygon(30% 0, 70% 0, 100% 30%, 100% 70%, 70% 100%, 30% 100%, 0 70%, 0 30%)' },
  '.cm-lint-marker-warning': { color: 'var(--warn)', clipPath: 'polygon(50% 0, 100% 100%, 0 100%)' },
  '.cm-lint-marker-info': { color: 'var(--accent)', borderRadius: '50%' },
  // Where colours are forced, what is filled is left out; the shapes still tell one mark from another.
  '@media (forced-colors: active)': {
    '.cm-lint-marker': { backgroundColor: 'CanvasText', forcedColorAdjust: 'none' },
  },
});
