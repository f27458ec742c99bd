// Never ends.
exports.run = () => new Promise(() => {});
