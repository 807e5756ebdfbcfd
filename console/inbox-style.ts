/** Style and script of the inbox page. */
export const inboxStyle = [
  ':root{color-scheme:light dark;--bg:#eceff1;--fg:#24292e;--mut:#57606a;--card:#fff;--line:#8b949e;--link:#0b5cad;--focus:#0b5cad}',
  '@media(prefers-color-scheme:dark){:root{--bg:#16191d;--fg:#e6edf3;--mut:#a8b3be;--card:#20252b;--line:#6e7681;--link:#79b8ff;--focus:#ffb000}}',
  '*{box-sizing:border-box}',
  'body{margin:0 auto;max-width:52rem;padding:1rem;background:var(--bg);color:var(--fg);font:16px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}',
  'h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:.3rem 0}p{margin:.3rem 0}a{color:var(--link)}',
  '.mut,time{color:var(--mut);font-size:.9rem}',
  'nav{display:flex;flex-wrap:wrap;gap:.4rem;margin:.6rem 0}',
  'nav a{display:inline-flex;align-items:center;gap:.4rem;min-height:44px;padding:0 .8rem;border:1px solid var(--line);border-radius:.5rem;background:var(--card);text-decoration:none}',
  'nav a[aria-current]{border:2px solid var(--link);font-weight:700}',
  '.count{color:var(--mut);font-weight:400}',
  '.card{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.8rem 1rem;margin:.8rem 0}',
  'details.card{padding:.2rem 1rem}',
  '.top{display:flex;flex-wrap:wrap;gap:0 .4rem;align-items:baseline}.top time{margin-left:auto}',
  'pre{font:inherit;white-space:pre-wrap;margin:.3rem 0}',
  '.sms pre{font:15px/1.45 ui-monospace,monospace;background:var(--bg);border-radius:.6rem;padding:.6rem .8rem}',
  '.event pre{font:13px/1.4 ui-monospace,monospace;max-height:12rem;overflow:auto}',
  'pre a{display:inline-block;padding:.3rem 0}',
  'summary{cursor:pointer;min-height:44px;display:list-item;padding:.6rem 0;color:var(--link)}',
  'iframe{width:100%;height:30rem;border:1px solid var(--line);border-radius:.3rem;background:#fff}',
  'label{display:block;margin:.5rem 0}',
  'input,button{font:inherit;min-height:44px;padding:0 .7rem;border:1px solid var(--line);border-radius:.4rem;background:var(--card);color:var(--fg)}',
  'label input{display:block;width:100%}button{font-weight:700;cursor:pointer}',
  '.quick{display:flex;gap:.4rem;margin:.4rem 0}.quick input{width:8rem;min-width:0;flex:0 1 auto}',
  ':focus-visible{outline:3px solid var(--focus);outline-offset:2px}',
].join('\n');

/** Puts what is new on top and leaves the rest alone: a half-written reply and an open mail stay as they are. */
export const inboxScript = `
const list = document.getElementById('items');
async function look() {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(location.href, { cache: 'no-store' })).text(), 'text/html');
    const fresh = page.getElementById('items');
    if (Number(fresh.dataset.last) < Number(list.dataset.last)) return location.reload();
    const newest = Number(list.firstElementChild?.dataset.number ?? 0);
    const added = [...fresh.children].filter(item => Number(item.dataset.number) > newest);
    list.prepend(...added);
    list.dataset.last = fresh.dataset.last;
    document.querySelector('header').replaceChildren(...page.querySelector('header').children);
    if (added.length > 0) document.getElementById('empty')?.remove();
  } catch {}
}
setInterval(look, 2000);
`;
