// What scripts add to a page of text: the reader's place in the table of contents, buttons to copy code, tabs, and the
// search in the header. Every page is complete without it; nothing here knows a manifest.

/** The table of contents marks the section that is being read. */
function followReader() {
  const links = [...document.querySelectorAll('.contents a')];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1)))).filter(Boolean);
  if (headings.length === 0) return;
  const mark = () => {
    const passed = headings.filter((heading) => heading.getBoundingClientRect().top < window.innerHeight / 3);
    const current = passed.at(-1) ?? headings[0];
    links.forEach((link) => link.toggleAttribute('aria-current', link.hash === `#${encodeURIComponent(current.id)}`));
    links.filter((link) => link.hasAttribute('aria-current')).forEach((link) => link.setAttribute('aria-current', 'true'));
  };
  new IntersectionObserver(mark, { rootMargin: '0px 0px -66%' }).observe(headings[0]);
  document.addEventListener('scroll', () => requestAnimationFrame(mark), { passive: true });
  mark();
}

/** Listings get a button that copies them. */
function offerCopies() {
  for (const figure of document.querySelectorAll('figure.code')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.setAttribute('aria-label', `Copy ${figure.querySelector('figcaption')?.textContent ?? 'this code'}`);
    button.addEventListener('click', async () => {
      const code = figure.querySelector('code').textContent;
      button.textContent = await navigator.clipboard.writeText(code).then(() => 'Copied', () => 'Press Ctrl+C');
      if (button.textContent !== 'Copied') getSelection().selectAllChildren(figure.querySelector('code'));
      setTimeout(() => (button.textContent = 'Copy'), 2000);
    });
    figure.append(button);
  }
}

/** Variants of one listing, which stand below each other without scripts, become tabs. */
function makeTabs() {
  document.querySelectorAll('.variants').forEach((group, number) => {
    const panels = [...group.children];
    const list = document.createElement('div');
    list.setAttribute('role', 'tablist');
    list.setAttribute('aria-label', 'Variants');
    const tabs = panels.map((panel, at) => {
      const tab = document.createElement('button');
      tab.type = 'button';
      tab.id = `tab-${number}-${at}`;
      tab.textContent = panel.dataset.tab;
      tab.setAttribute('role', 'tab');
      panel.id = `panel-${number}-${at}`;
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', tab.id);
      tab.setAttribute('aria-controls', panel.id);
      tab.addEventListener('click', () => show(at));
      return tab;
    });
    const show = (chosen) => {
      tabs.forEach((tab, at) => {
        tab.setAttribute('aria-selected', String(at === chosen));
        tab.tabIndex = at === chosen ? 0 : -1;
        panels[at].hidden = at !== chosen;
      });
    };
    list.addEventListener('keydown', ({ key }) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
      if (!step) return;
      const next = (tabs.indexOf(document.activeElement) + step + tabs.length) % tabs.length;
      show(next);
      tabs[next].focus();
    });
    list.append(...tabs);
    group.prepend(list);
    show(0);
  });
}

/** The search in the header comes with its first use. */
function offerSearch() {
  const input = document.querySelector('.site-search input');
  if (!input) return;
  let search;
  const load = () => (search ??= import('/js/search.js').then(({ attach }) => attach(input), () => undefined));
  input.addEventListener('focus', load, { once: true });
  document.addEventListener('keydown', (event) => {
    const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
    event.preventDefault();
    if (input.offsetParent) input.focus();
    else location.assign('/search');
  });
}

followReader();
offerCopies();
makeTabs();
offerSearch();

/** The reader's record of finished lessons, kept in this browser only. */
const record = {
  read() {
    try { return new Set(JSON.parse(localStorage.getItem('lessons') ?? '[]')); } catch { return new Set(); }
  },
  write(done) {
    try { localStorage.setItem('lessons', JSON.stringify([...done])); } catch { /* then it lasts for this page */ }
  },
};

/** Lessons are marked when their task is done; the list of lessons says how many are. */
function keepRecord() {
  if (!/^\/learn(\/|$)/.test(location.pathname)) return;
  const done = record.read();
  const lessons = [...document.querySelectorAll('.section-nav a[href^="/learn/"]')];
  const said = document.createElement('p');
  said.className = 'record';
  said.setAttribute('role', 'status');
  const clear = document.createElement('button');
  clear.type = 'button';
  clear.className = 'button outline';
  clear.textContent = 'Forget them';
  clear.addEventListener('click', () => { done.clear(); record.write(done); show(); });
  const show = () => {
    for (const link of lessons) {
      link.querySelector('.finished')?.remove();
      if (!done.has(link.getAttribute('href'))) continue;
      const mark = document.createElement('span');
      mark.className = 'finished';
      mark.textContent = ' (done)';
      link.append(mark);
    }
    const count = lessons.filter((link) => done.has(link.getAttribute('href'))).length;
    said.textContent = `Lessons done in this browser: ${count}. `;
    if (count) said.append(clear);
  };
  document.querySelector('.page > .lead')?.after(said);
  show();
  const lesson = document.querySelector('[data-playground]:has([data-passed])');
  if (!lesson) return;
  // The task is made anew when the playground becomes live.
  new MutationObserver(() => {
    if (!lesson.querySelector('[data-passed=true]') || done.has(location.pathname)) return;
    done.add(location.pathname);
    record.write(done);
    show();
  }).observe(lesson, { subtree: true, attributes: true, attributeFilter: ['data-passed'] });
}

/** A guess is answered at once, and the evidence is opened. */
function answerGuesses() {
  document.addEventListener('change', ({ target }) => {
    const guess = target.closest?.('.guess');
    if (!guess) return;
    const right = guess.querySelector(`[value="${guess.dataset.answer}"]`).parentElement.textContent.trim();
    const hit = target.value === guess.dataset.answer;
    guess.querySelector('p').textContent = hit ? `Right: ${right}.` : `Peapod says: ${right}. See why below.`;
    guess.nextElementSibling.open = true;
  });
}

keepRecord();
answerGuesses();
