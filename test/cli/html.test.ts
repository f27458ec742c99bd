import { expect, it } from "vitest";
import { toHtml } from "../../server/src/cli/formats/html.ts";
import { callEntry, documentWith, findingEntry } from "./sample-document.ts";

const html = (changes = {}) => toHtml(documentWith(changes), { chartStyles: ".charts-css {}" });

it("fetches nothing and runs nothing", () => {
	const out = html();
	expect(out).toContain("default-src 'none'");
	expect(out).not.toMatch(/<script|<link|<img|\ssrc=|url\(|https?:|\son\w+=/i);
});

it("shows text from code as text", () => {
	const out = html({
		calls: [callEntry({ model: "<img src=x onerror=alert(1)>", file: 'a"b<c>.py' })],
		findings: [findingEntry({ message: "`<script>` & co" })],
	});
	expect(out).not.toMatch(/<img|<script/);
	expect(out).toContain("<code>&lt;script&gt;</code> &amp; co");
	expect(out).toContain('href="./a%22b%3Cc%3E.py#L41"');
});

it("links a figure to its line, for a browser and for an editor", () => {
	expect(html()).toContain('<a href="./src/answer.py#L41" data-file="src/answer.py" data-line="41" data-column="40"');
});

it("draws charts as tables that read without them", () => {
	const out = html();
	expect(out).toMatch(/<table class="charts-css bar[^"]*"><caption>Loaded cost of a request by use case<\/caption>/);
	expect(out).toContain('<td style="--size: 1.0000"><span class="data">$0.0254</span>');
});

it("lets a host put its own policy in the head", () => {
	const out = toHtml(documentWith(), { chartStyles: "", head: '<meta name="host">' });
	expect(out).toContain('<meta name="host">');
	expect(out).not.toContain("default-src 'none'");
});

it("is readable when nothing was found", () => {
	const out = html({ calls: [], findings: [] });
	expect(out).toContain("No LLM calls in 2,310 files");
	expect(out).not.toContain("NaN");
});

it("has no chart of an empty size when no call has a price", () => {
	const out = html({ calls: [callEntry({ cost: null, noCostBecause: "no price" })], findings: [] });
	expect(out).not.toMatch(/NaN|Infinity/);
	expect(out).toContain("not known");
});

it("counts a wrapper's own request once, with its callers", () => {
	const outer = callEntry({ id: "outer", kind: "wrapper", reaches: ["inner"] });
	const inner = callEntry({ id: "inner", line: 90, suppliedBy: ["outer"] });
	const out = html({ calls: [outer, inner], findings: [] });
	expect(out).toContain("$12,065");
	expect(out).not.toContain("$24,130");
	expect(out).toContain("own request is counted with the callers it is sent for");
});
