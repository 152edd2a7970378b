'use strict';

// The lists of this page: each is there in part as HTML, and whole in the packed JSON. A cell is a text, or a text and the number
// that it is sorted by; a row begins with the number of its prospect.
const rows_at_once = 50;
const collator = new Intl.Collator('en', { numeric: true });
const by_id = (id) => document.getElementById(id);
const text_of = (cell) => (Array.isArray(cell) ? cell[0] : cell);
const counted = (n) => n.toLocaleString('en');

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

async function unpacked(id) {
  const bytes = Uint8Array.from(atob(by_id(id).textContent), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).json();
}

// By number where there is one, else by text; what has nothing to be sorted by comes last.
function compare(a, b, direction) {
  const empty = (text_of(a) === '') - (text_of(b) === '');
  if (empty !== 0) return empty;
  const has_numbers = Array.isArray(a) - Array.isArray(b);
  if (has_numbers !== 0) return -has_numbers;
  return direction * (Array.isArray(a) ? a[1] - b[1] : collator.compare(a, b));
}

class list_view {
  constructor(box, { columns, rows }, open) {
    Object.assign(this, { box, columns, rows, open, shown: rows, most: rows_at_once, search: '', chosen: new Map() });
    this.body = box.querySelector('tbody');
    this.left = box.querySelector('.more');
    this.count = element('output', {});
    this.add_tools();
    this.add_heads();
    this.add_keys();
    this.draw();
  }

  add_tools() {
    const search = element('input', { type: 'search' });
    search.addEventListener('input', () => this.change(() => (this.search = search.value.toLowerCase())));
    this.input = search;
    const tools = element('div', { className: 'tools' }, element('label', {}, 'Find ', search));
    this.columns.forEach(([name, kind], i) => {
      if (kind !== 'choice') return;
      const values = [...new Set(this.rows.map((row) => text_of(row[i + 1])))];
      if (values.length < 2) return;
      const select = element('select', {}, new Option('all', '*'), ...values.map((v) => new Option(v, v)));
      select.addEventListener('change', () => this.choose(i, select.value));
      tools.append(element('label', {}, name + ' ', select));
    });
    tools.append(this.count);
    this.box.prepend(tools);
    this.button = element('button', { type: 'button' }, `Show ${rows_at_once} more`);
    this.button.addEventListener('click', () => ((this.most += rows_at_once), this.draw()));
  }

  add_heads() {
    this.heads = [...this.box.querySelectorAll('thead th')];
    this.heads.forEach((head, i) => {
      const button = element('button', { type: 'button' }, head.textContent);
      button.addEventListener('click', () => this.sort(i));
      head.replaceChildren(button);
    });
  }

  add_keys() {
    this.body.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step || !event.target.classList.contains('who')) return;
      const names = [...this.body.querySelectorAll('.who')];
      names[names.indexOf(event.target) + step]?.focus();
      event.preventDefault();
    });
  }

  sort(column) {
    const is_up = this.heads[column].getAttribute('aria-sort') === 'ascending';
    this.heads.forEach((head) => head.removeAttribute('aria-sort'));
    this.heads[column].setAttribute('aria-sort', is_up ? 'descending' : 'ascending');
    this.change(() => (this.order = (a, b) => compare(a[column + 1], b[column + 1], is_up ? -1 : 1)));
  }

  choose(column, value) {
    this.change(() => (value === '*' ? this.chosen.delete(column) : this.chosen.set(column, value)));
  }

  choose_owner(value) {
    const column = this.columns.findIndex(([, kind]) => kind === 'owner');
    if (column >= 0) this.choose(column, value);
  }

  is_wanted(row) {
    for (const [column, value] of this.chosen) if (text_of(row[column + 1]) !== value) return false;
    return this.search === '' || row.some((cell, i) => i > 0 && text_of(cell).toLowerCase().includes(this.search));
  }

  change(what) {
    what();
    this.shown = this.rows.filter((row) => this.is_wanted(row));
    if (this.order) this.shown.sort(this.order);
    this.most = rows_at_once;
    this.draw();
  }

  draw() {
    this.body.replaceChildren(...this.shown.slice(0, this.most).map((row, i) => this.line(row, i)));
    const [all, found] = [this.rows.length, this.shown.length];
    this.count.textContent = found === all ? `${counted(all)} in all` : `${counted(found)} of ${counted(all)}`;
    this.left.replaceChildren(...(found > this.most ? [`The first ${counted(this.most)} are here. `, this.button] : []));
  }

  line(row, i) {
    return element('tr', {}, ...this.columns.map(([name, kind], column) => {
      const text = text_of(row[column + 1]);
      if (kind !== 'who') {
        const cell = element('td', {}, ...(text === '' ? [] : [text]));
        cell.dataset.of = name;
        return cell;
      }
      const button = element('button', { type: 'button', className: 'who' }, text);
      button.addEventListener('click', () => this.open(this.shown, i));
      return element('th', { scope: 'row' }, button);
    }));
  }
}

class prospect_view {
  constructor(prospects, actions) {
    Object.assign(this, { prospects, actions, dialog: by_id('prospect'), rows: [], at: 0 });
    by_id('close').addEventListener('click', () => this.dialog.close());
    by_id('before').addEventListener('click', () => this.go(-1));
    by_id('after').addEventListener('click', () => this.go(1));
    this.dialog.addEventListener('keydown', (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (step && !event.target.classList.contains('wide')) this.go(step);
    });
  }

  open(rows, at) {
    Object.assign(this, { rows, at });
    this.show();
    this.dialog.showModal();
  }

  go(step) {
    if (!this.rows[this.at + step]) return;
    this.at += step;
    this.show();
  }

  async show() {
    const number = this.rows[this.at][0];
    const [name, owner, status] = this.prospects[number];
    by_id('prospect-name').textContent = name;
    by_id('prospect-status').textContent = (owner === '' ? '' : `Owner ${owner}. `) + status;
    by_id('before').disabled = this.at === 0;
    by_id('after').disabled = this.at + 1 === this.rows.length;
    const actions = this.actions.filter((row) => row[0] === number);
    by_id('prospect-actions').replaceChildren(...actions.map((row) => element('li', {}, this.said(row))));
    this.pictures ??= unpacked('pictures');
    const picture = by_id('picture');
    const pictures = await this.pictures;
    if (number !== this.rows[this.at][0]) return;  // another one meanwhile
    picture.innerHTML = pictures[number] || '<p>There is no picture: nothing can be decided here.</p>';
    picture.scrollLeft = picture.scrollWidth;
  }

  // "Ready now: phone check in to +1 555 0100: due end of Mon 2 Mar; 2 days late (why). Note: ..."
  said([, , , state, what, to, when, late, date, why, note]) {
    const parts = [what, to && ` to ${to}`, text_of(when) && `, ${text_of(when)}`, late && `, ${late}`,
      text_of(date) && `, for ${text_of(date)}`, why && ` (${why})`,
      note && `. Note: ${note}`];
    return `${state}: ` + parts.filter(Boolean).join('');
  }
}

function add_owners(views, owners) {
  const select = by_id('owner');
  select.append(new Option('everybody', '*'), ...owners.map((o) => new Option(o || 'nobody', o)));
  select.addEventListener('change', () => {
    views.forEach((view) => view.choose_owner(select.value));
    for (const row of document.querySelectorAll('tr[data-owner]'))
      row.hidden = select.value !== '*' && row.dataset.owner !== select.value;
  });
  by_id('owner-choice').hidden = owners.length < 2;
}

async function begin() {
  const { prospects, owners, lists } = await unpacked('lists');
  const window_of_one = new prospect_view(prospects, lists.worklist.rows);
  const views = [...document.querySelectorAll('.list')].map(
    (box) => new list_view(box, lists[box.dataset.list], (rows, at) => window_of_one.open(rows, at)));
  add_owners(views, owners);
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || window_of_one.dialog.open || event.target.matches('input, select')) return;
    views[0].input.focus();
    event.preventDefault();
  });
  document.documentElement.dataset.ready = 'yes';
}

begin().catch((error) => {
  by_id('trouble').hidden = false;
  throw error;
});
