// Judges pages by axe: `node axe.js PAGE…`, with axe-core and jsdom to be found by NODE_PATH. jsdom draws nothing, so
// that colours are not judged here.
const fs = require('fs');
const { JSDOM } = require('jsdom');
const axe = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

async function judge(path) {
  const { window } = new JSDOM(fs.readFileSync(path, 'utf8'), { runScripts: 'outside-only' });
  window.eval(axe);
  const rules = { 'color-contrast': { enabled: false } };
  const { violations } = await window.axe.run(window.document, { rules });
  return violations.map(({ id, help, nodes }) => `${path}: ${id}: ${help}: ${nodes[0].html}`);
}

Promise.all(process.argv.slice(2).map(judge)).then((found) => {
  console.log(found.flat().join('\n'));
  process.exit(found.flat().length === 0 ? 0 : 1);
});
