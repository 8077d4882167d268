// Owns what a script of ours may not use: syntax after ES2017, and what browsers of old phones
// (those that speak ES2017 and no more) have no word for.
const later_members = new Set(['flat', 'flatMap', 'replaceAll', 'fromEntries', 'at', 'allSettled',
  'any', 'matchAll', 'trimStart', 'trimEnd', 'hasOwn', 'findLast', 'findLastIndex', 'finally',
  'replaceChildren', 'toSorted', 'toReversed', 'requestSubmit', 'randomUUID', 'structuredClone']);
const later_names = new Set(['structuredClone', 'globalThis', 'queueMicrotask', 'ResizeObserver',
  'AbortController', 'BigInt', 'WeakRef']);
const later_selector = /:(has|is|where|focus-visible|dir)\b/;
const later_expression = /\(\?<|\\p\{|\\k</;

function* nodes(node) {
  if (Array.isArray(node)) {
    for (const item of node) {
      yield* nodes(item);
    }
  } else if (node !== null && typeof node === 'object' && typeof node.type === 'string') {
    yield node;
    for (const key of Object.keys(node)) {
      yield* nodes(node[key]);
    }
  }
}

// The name by which the node reaches for something later than ES2017; or nothing.
function laterName(node) {
  if (node.type === 'MemberExpression') {
    const name = node.computed ? node.property.value : node.property.name;
    return later_members.has(name) ? name : '';
  }
  return node.type === 'Identifier' && later_names.has(node.name) ? node.name : '';
}

function textOf(node) {
  if (node.type === 'TemplateElement') {
    return node.value.raw;
  }
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : '';
}

// "line: what" of everything in the script that an old phone does not have. `parse`: of acorn.
export function lacking(parse, code) {
  let tree;
  try {
    tree = parse(code, {ecmaVersion: 2017, sourceType: 'script', locations: true});
  } catch (error) {
    return [error.message];
  }
  const found = [];
  for (const node of nodes(tree)) {
    const text = textOf(node);
    const name = laterName(node);
    if (name || later_selector.test(text) || later_expression.test(text)) {
      found.push(`${node.loc.start.line}: ${name || text}`);
    }
  }
  return found;
}

// What old phones read in the place of a logical property of the line's direction; a property
// without an entry is not used at all: its physical twin is right in every language of ours.
const twins = {
  'inset-inline-start': 'left',
  'margin-inline-start': 'margin-left',
  'padding-inline-start': 'padding-left',
  'border-inline-start': 'border-left',
};
const old_block = '@supports not (inset-inline-start: 0) {';

// [selector, property] of every declaration. The sheet's at-rules do not nest deeper than one.
function declarations(css) {
  return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selectors, body]) =>
    selectors.split(',').flatMap((selector) => body.split(';').filter((part) => part.includes(':'))
      .map((part) => [selector.trim(), part.split(':')[0].trim()])));
}

// "selector: what" of everything in the sheet that an old phone would show wrongly.
export function lackingInSheet(css) {
  const text = css.replace(/\/\*[^]*?\*\//g, '');
  const at = text.indexOf(old_block);
  const [modern, old] =
    at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + old_block.length)];
  const served = new Set(declarations(old).map((pair) => pair.join(': ')));
  return declarations(modern).filter(([selector, property]) => {
    if (!/^inset|-(inline|block)\b/.test(property)) {
      return false;
    }
    const twin = twins[property];
    return !twin || !served.has(`${selector}: ${twin}`);
  }).map((pair) => pair.join(': '));
}
