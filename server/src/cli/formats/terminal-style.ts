/** Colours of the terminal, few and never the only carrier of a fact. */

export interface TerminalStyle {
	readonly heading: (text: string) => string;
	readonly faint: (text: string) => string;
	readonly warning: (text: string) => string;
	readonly error: (text: string) => string;
	readonly good: (text: string) => string;
}

export const plainStyle: TerminalStyle = {
	heading: (text) => text,
	faint: (text) => text,
	warning: (text) => text,
	error: (text) => text,
	good: (text) => text,
};

export const colourStyle: TerminalStyle = {
	heading: sequence(1, 22),
	faint: sequence(2, 22),
	warning: sequence(33, 39),
	error: sequence(31, 39),
	good: sequence(32, 39),
};

function sequence(on: number, off: number): (text: string) => string {
	return (text) => `\u001b[${on}m${text}\u001b[${off}m`;
}
