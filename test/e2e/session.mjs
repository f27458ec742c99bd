// A session as a person would have it: the packaged extension in the workbench, driven through its page, with a
// screenshot of each thing a person would look at.
import { cpSync, createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "./browser.mjs";
import { installExtension, startEditorServer, writeUserSettings } from "./editor-server.mjs";
import { projectRoot } from "./setup.mjs";

/** Steps in the order of a person's session; each builds on the one before. */
const steps = [
	["opens a file and underlines the text that changes too early", seeSquiggle],
	["shows the price behind the call", seeInlayHint],
	["shows the table of prices in a hover", seeHover],
	["says in the hover of the underlined text what to do", seeFinding],
	["offers the fix under the light bulb", seeQuickFix],
	["applies the fix, and the file on disk has the static text first", applyQuickFix],
	["shows the total in the status bar, which opens the report", seeReport],
	["jumps from the report to the line of code", jumpFromReport],
	["shows the report in a dark theme", seeDarkReport],
	["silences all inline display with one command", silence],
	["follows a prompt into another file, all in one view", seeAcrossFiles],
	["colours the placeholders of a prompt file", seePromptFile],
	["asks no other machine for anything", askNobody],
];

export async function runSession({ vsix, screenshots }) {
	const scratch = mkdtempSync(join(tmpdir(), "lcpr-session-"));
	const workspace = join(scratch, "support-bot");
	cpSync(join(projectRoot, "test", "e2e", "workspace"), workspace, { recursive: true });
	const folders = { dataFolder: join(scratch, "data"), extensionsFolder: join(scratch, "extensions") };
	mkdirSync(folders.extensionsFolder, { recursive: true });
	writeUserSettings(folders.dataFolder, {
		"workbench.colorTheme": "Default Light Modern",
		"editor.minimap.enabled": false,
	});
	installExtension({ vsix, ...folders });
	const log = createWriteStream(join(screenshots, "..", "session-editor.log"));
	const server = await startEditorServer({ ...folders, log, forTests: false });
	const browser = await launchBrowser(join(scratch, "chromium"));
	try {
		const { page } = browser;
		page.setDefaultTimeout(20_000);
		await page.goto(`${server.url}/?folder=${workspace}`);
		await page.locator(".explorer-folders-view").waitFor();
		const shot = (name) => page.screenshot({ path: join(screenshots, `${name}.png`) });
		return await runSteps({ page, workspace, shot, foreignOrigins: browser.foreignOrigins });
	} finally {
		await browser.close();
		await server.stop();
		log.end();
		rmSync(scratch, { recursive: true, force: true });
	}
}

async function runSteps(person) {
	const results = [];
	for (const [title, step] of steps) {
		try {
			await step(person);
			results.push({ title, error: null });
		} catch (problem) {
			await person.shot(`failed-${results.length + 1}`);
			results.push({ title, error: problem instanceof Error ? problem.message : String(problem) });
			// Whatever a failed step left open would only make the next ones fail as well.
			for (let i = 0; i < 3; i++) await person.page.keyboard.press("Escape");
		}
	}
	return results;
}

async function seeSquiggle({ page, shot }) {
	await openFile(page, "answer.py");
	await page.locator(".squiggly-warning").first().waitFor();
	await shot("01-squiggle");
}

async function seeInlayHint({ page }) {
	await goToLine(page, lastLines);
	const hint = page.locator(".view-line span", { hasText: /^≈.\$/ }).first();
	await hint.waitFor();
	demand(/≈\s\$0\.\d+/.test(await hint.textContent()), `the hint says ${await hint.textContent()}`);
}

async function seeHover({ page, shot }) {
	const table = await hoverOverCall(page);
	await shot("02-hover");
	const text = await table.textContent();
	demand(/loaded/.test(text) && /\$0\.\d+/.test(text), `the table says ${text}`);
	await page.keyboard.press("Escape");
}

async function seeFinding({ page, shot }) {
	await goToLine(page, 1);
	await page.locator(".squiggly-warning").first().hover({ force: true });
	const hover = page.locator(".monaco-hover", { hasText: "dynamic-text-before-static-prefix" }).first();
	await hover.waitFor();
	await shot("03-finding");
	await page.keyboard.press("Escape");
}

async function seeQuickFix({ page, shot }) {
	await goToNextProblem(page);
	await page.keyboard.press("Control+Period");
	await page.locator(".action-widget", { hasText: /Move .*first/ }).waitFor();
	await page.waitForTimeout(300);
	await shot("04-quick-fix");
}

async function applyQuickFix({ page, workspace, shot }) {
	await page.keyboard.press("Enter");
	await page.waitForFunction(() => !document.querySelector(".squiggly-warning"));
	await page.keyboard.press("Control+s");
	const file = join(workspace, "answer.py");
	await eventually("the fix on disk", () => {
		const text = readFileSync(file, "utf8");
		return text.indexOf("datetime.now()") > text.indexOf("Passing on") && text.includes("Passing on");
	});
	await shot("05-fixed");
}

async function seeReport({ page, shot }) {
	await goToLine(page, 1);
	const total = page.locator("#lcpr\\.lcpr\\.lcpr\\.total, [id*='lcpr.total']").first();
	await total.waitFor();
	demand(/LCPR .*\$0\.\d+/.test(await total.textContent()), `the status bar says ${await total.textContent()}`);
	await total.click();
	await reportFrame(page).locator("body").waitFor();
	await reportFrame(page).locator("[data-file]").first().waitFor();
	await shot("06-report-light");
}

async function jumpFromReport({ page }) {
	const link = reportFrame(page).locator("[data-file='web/title.ts']").first();
	await link.scrollIntoViewIfNeeded();
	await link.click();
	await page.getByRole("tab", { name: /title\.ts/ }).waitFor();
}

async function seeDarkReport({ page, shot }) {
	await runCommand(page, "Preferences: Toggle between Light/Dark Themes");
	await page.locator(".monaco-workbench.vs-dark").waitFor();
	await runCommand(page, "LCPR: Show Inference Cost Report");
	await reportFrame(page).locator("body.vscode-dark").waitFor();
	await page.waitForTimeout(500);
	await shot("07-report-dark");
}

async function silence({ page, shot }) {
	await openFile(page, "summarise.py");
	await page.locator(".squiggly-warning").first().waitFor();
	await shot("08-dark-editor");
	await runCommand(page, "LCPR: Toggle Inline Display");
	await page.waitForFunction(() => !document.querySelector(".squiggly-warning"));
	demand((await page.locator(".view-line span", { hasText: /^≈.\$/ }).count()) === 0, "a price is still shown");
	await runCommand(page, "LCPR: Toggle Inline Display");
	await page.locator(".squiggly-warning").first().waitFor();
}

async function seeAcrossFiles({ page, shot }) {
	await runCommand(page, "View: Close All Editors");
	await openFile(page, "refund.py");
	await page.locator(".squiggly-warning").first().waitFor();
	await hoverOverCall(page);
	await shot("09-across-files");
	await page.keyboard.press("Escape");
}

async function seePromptFile({ page, shot }) {
	await openFile(page, "handover.prompty");
	await page.locator(".view-line", { hasText: "customer_name" }).first().waitFor();
	await page.waitForTimeout(500);
	const placeholder = page.locator(".view-line span span", { hasText: /^customer_name$/ }).first();
	const text = page.locator(".view-line span span", { hasText: /Hand.the.conversation/ }).first();
	const colour = (locator) => locator.evaluate((element) => getComputedStyle(element).color);
	demand((await colour(placeholder)) !== (await colour(text)), "the placeholder has the colour of the text");
	await shot("10-prompt-file");
}

async function askNobody({ foreignOrigins }) {
	demand(foreignOrigins.size === 0, `asked ${[...foreignOrigins].join(", ")}`);
}

/** Far enough down for the call itself to be in view. */
const lastLines = 90;

function reportFrame(page) {
	return page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
}

async function openFile(page, name) {
	await page.keyboard.press("Control+p");
	await page.locator(".quick-input-widget input").fill(name);
	await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().waitFor();
	await page.keyboard.press("Enter");
	await page.getByRole("tab", { name: new RegExp(name.replace(".", "\\.")) }).waitFor();
	await page.locator(".monaco-editor .view-line").first().waitFor();
}

async function goToLine(page, line) {
	await page.keyboard.press("Control+g");
	await page.locator(".quick-input-widget input").fill(`:${line}`);
	await page.keyboard.press("Enter");
}

async function hoverOverCall(page) {
	// The call's name stands just left of the price.
	const hint = page.locator(".view-line span", { hasText: /^≈.\$/ }).first();
	await hint.waitFor();
	const price = await hint.boundingBox();
	await page.mouse.move((price?.x ?? 0) - 35, (price?.y ?? 0) + 8, { steps: 4 });
	const table = page.locator(".monaco-hover table").first();
	await table.waitFor();
	// Other providers may still be adding to the hover.
	await page.waitForTimeout(500);
	return table;
}

async function goToNextProblem(page) {
	await page.keyboard.press("F8");
	await page.locator(".marker-widget").waitFor();
	await page.keyboard.press("Escape");
}

async function runCommand(page, title) {
	await page.keyboard.press("F1");
	await page.locator(".quick-input-widget input").fill(`>${title}`);
	await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
	await page.keyboard.press("Enter");
}

async function eventually(what, attempt) {
	for (let i = 0; i < 100; i++) {
		if (attempt()) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`waited 10 s in vain for ${what}`);
}

function demand(isTrue, otherwise) {
	if (!isTrue) throw new Error(otherwise);
}
