// Headless Chromium with a fresh profile and no way out of the machine.
import { chromium } from "playwright-core";
import { editor } from "./setup.mjs";

/** Opens a browser; `requests` collects the origins the pages asked for, so that a test can demand there were none. */
export async function launchBrowser(profileFolder) {
	const context = await chromium.launchPersistentContext(profileFolder, {
		executablePath: editor.chromium,
		headless: true,
		chromiumSandbox: false,
		viewport: { width: 1280, height: 800 },
		args: [
			...["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"],
			...["--disable-background-networking", "--disable-component-update"],
			"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
		],
	});
	const page = context.pages()[0] ?? (await context.newPage());
	const foreignOrigins = new Set();
	page.on("request", (request) => {
		const { hostname, origin, protocol } = new URL(request.url());
		if (protocol.startsWith("http") && hostname !== "127.0.0.1") foreignOrigins.add(origin);
	});
	return { page, foreignOrigins, close: () => context.close() };
}
