// style-mod, but for the place where it puts styles: it writes a <style> element into a document, which the pages'
// content security policy refuses, and uses adopted style sheets only inside shadow roots. Here a document looks like
// a shadow root to it.
import { StyleModule as Original } from 'style-mod';

const facades = new WeakMap();

function facade(root) {
  if (!root.head) return root;
  if (!facades.has(root)) {
    facades.set(root, {
      ownerDocument: root,
      get adoptedStyleSheets() { return [...root.adoptedStyleSheets]; },
      set adoptedStyleSheets(sheets) { root.adoptedStyleSheets = sheets; },
    });
  }
  return facades.get(root);
}

export class StyleModule extends Original {
  static mount(root, modules, options) {
    super.mount(facade(root), modules, options);
  }
}
