/** Entry of the suite that runs inside the extension host, of any VS Code: `run()` is what its test option asks for. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

interface TestResult {
	readonly title: string;
	readonly error: string | null;
}

export async function run(): Promise<void> {
	const mocha = new Mocha({ ui: "bdd", timeout: 60_000, color: false });
	mocha.addFile(join(__dirname, "extension.cjs"));
	const results: TestResult[] = [];
	const failures = await new Promise<number>((resolve) => {
		const runner = mocha.run(resolve);
		runner.on("pass", (test) => results.push({ title: test.fullTitle(), error: null }));
		runner.on("fail", (test, error: Error) => {
			results.push({ title: test.fullTitle(), error: error.stack ?? error.message });
		});
	});
	const resultFile = process.env.E2E_RESULT_FILE;
	if (resultFile) writeFileSync(resultFile, JSON.stringify(results, null, "\t"));
	if (failures > 0) throw new Error(`${failures} tests failed`);
}
