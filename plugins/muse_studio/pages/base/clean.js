// Markup of others (a score in SVG, a text in HTML) as elements that can run nothing and fetch nothing.

const HTML = new Set("p br hr h1 h2 h3 h4 h5 h6 em strong i b s u sub sup small blockquote ol ul li dl dt dd pre code table thead tbody tr th td div span section article header footer figure figcaption ruby rt rp".split(" "));
const SVG = new Set("svg g path rect circle ellipse line polyline polygon text tspan title desc defs use symbol clipPath linearGradient radialGradient stop".split(" "));
const HTML_ATTRIBUTES = new Set("class id lang dir title colspan rowspan start reversed scope".split(" "));
const SVG_ATTRIBUTES = new Set(("id class x y x1 y1 x2 y2 cx cy r rx ry d points width height viewBox transform fill stroke stroke-width stroke-linecap stroke-linejoin "
  + "stroke-dasharray opacity fill-opacity stroke-opacity fill-rule clip-rule clip-path font-family font-size font-style font-weight text-anchor dx dy offset stop-color stop-opacity "
  + "gradientUnits gradientTransform preserveAspectRatio color overflow data-id data-n").split(" "));
const NS = "http://www.w3.org/2000/svg";
const XLINK = "http://www.w3.org/1999/xlink";

/**
 * Return SVG as an element with what is allowed of it; null where it isn't SVG.
 *
 * @param {string} text
 * @returns {SVGSVGElement | null}
 */
export function svg(text) {
  const read = new DOMParser().parseFromString(text, "image/svg+xml");
  const root = read.documentElement;
  if (root.namespaceURI !== NS || root.localName !== "svg" || read.querySelector("parsererror")) return null;
  return /** @type {SVGSVGElement} */ (copied(root, SVG, SVG_ATTRIBUTES));
}

/**
 * Return HTML as a fragment with what is allowed of it.
 *
 * @param {string} text
 * @returns {DocumentFragment}
 */
export function html(text) {
  const read = new DOMParser().parseFromString(text, "text/html");
  const made = document.createDocumentFragment();
  for (const child of read.body.childNodes) {
    const copy = node(child, HTML, HTML_ATTRIBUTES);
    if (copy) made.append(copy);
  }
  return made;
}

/** @param {Node} from @param {Set<string>} tags @param {Set<string>} attributes @returns {Node | null} */
function node(from, tags, attributes) {
  if (from.nodeType === Node.TEXT_NODE) return document.createTextNode(from.textContent ?? "");
  if (!(from instanceof Element) || !tags.has(from.localName)) return null;
  if (from.namespaceURI !== (tags === SVG ? NS : "http://www.w3.org/1999/xhtml")) return null;
  return copied(from, tags, attributes);
}

/** @param {Element} from @param {Set<string>} tags @param {Set<string>} attributes @returns {Element} */
function copied(from, tags, attributes) {
  const made = document.createElementNS(from.namespaceURI, from.localName);
  for (const each of from.attributes) {
    if (attributes.has(each.name) && !/url\s*\(\s*["']?(?!#)/i.test(each.value)) made.setAttribute(each.name, each.value);
    // A part of the same picture, and nothing elsewhere.
    if (from.localName === "use" && each.localName === "href" && each.value.startsWith("#")) made.setAttributeNS(each.name === "href" ? null : XLINK, each.name === "href" ? "href" : "xlink:href", each.value);
  }
  for (const child of from.childNodes) {
    const copy = node(child, tags, attributes);
    if (copy) made.append(copy);
  }
  return made;
}
