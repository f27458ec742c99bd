/** Replaces the text between two HTML comments, which stay. A missing mark is an error: nobody would notice otherwise. */
export function replaceMarked(text, { name, file, content }) {
	const start = `<!-- ${name}:start -->`;
	const end = `<!-- ${name}:end -->`;
	const from = text.indexOf(start);
	const to = text.indexOf(end);
	if (from < 0 || to < from) throw new Error(`${file} needs the marks ${start} and ${end}`);
	return `${text.slice(0, from + start.length)}\n\n${content.trim()}\n\n${text.slice(to)}`;
}
