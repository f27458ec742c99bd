const { execFileSync } = require("node:child_process");

exports.createCommit = async (message) => execFileSync("git", ["commit", "-am", message]);
