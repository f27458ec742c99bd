/** How a place is written for a person: `answer.py:12`, `notebook.ipynb cell 3:2`. */

export function placeText({ file, line, cell }: { file: string; line: number; cell?: number | null }): string {
	return cell === null || cell === undefined ? `${file}:${line}` : `${file} cell ${cell}:${line}`;
}
