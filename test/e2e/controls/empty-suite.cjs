// No test at all.
exports.run = async () => {};
