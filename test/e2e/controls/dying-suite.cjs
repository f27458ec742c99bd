// The host ends in the middle, after a first test has passed: the workbench reports that as exit code 0.
const { writeFileSync } = require("node:fs");

exports.run = async () => {
	writeFileSync(process.env.E2E_RESULT_FILE, JSON.stringify([{ title: "passes", error: null }]));
	process.kill(process.pid, "SIGKILL");
	await new Promise(() => {});
};
