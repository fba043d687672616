/** Asked for and rightly not there: by Readability of nodes of any kind, by promises and JSON of any object. */
const ABSENT = ['tagName', 'readability', '_readabilityDataTable', '__JSDOMParser__', 'then', 'toJSON'];

const guard = new Proxy(Object.prototype, {
  get(target, name, receiver): unknown {
    if (name in target || typeof name === 'symbol') return Reflect.get(target, name, receiver);
    throw new TypeError(`the light DOM has no ${name}`);
  },
});

/**
 * Its instances throw when they are asked for a property that neither they nor their classes have. A DOM that lacks
 * something thereby fails aloud, and the page is read on the complete one (../dom.ts), instead of being misread: code
 * written against the standard would take an `undefined` for "no" or "none". Properties that exist cost nothing more.
 */
// oxlint-disable-next-line typescript/no-extraneous-class -- what it gives to its heirs stands in its prototype chain
export class Guarded {}

for (const name of ABSENT) Object.defineProperty(Guarded.prototype, name, { value: undefined, writable: true });
Object.setPrototypeOf(Guarded.prototype, guard);
