/**
 * Which files are prompts by themselves. The name alone never decides: `.j2` is mostly configuration or a web page and
 * `.prompt` may be anything, so the text has to have the form of a prompt as well.
 */

/** Formats of prompt files, by the file's name; null for files that are never read on their own. */
export function templateFormatOf(
	file: string,
): "prompty" | "dotprompt" | "jinja" | "handlebars" | "langchain" | "promptfoo" | null {
	const name = file.slice(file.lastIndexOf("/") + 1).toLowerCase();
	if (name.endsWith(".prompty")) return "prompty";
	if (name.endsWith(".prompt")) return "dotprompt";
	if (/^promptfoo[\w.-]*\.ya?ml$/.test(name)) return "promptfoo";
	if (/\.(ya?ml|json)$/.test(name)) return saysPrompt(file) ? "langchain" : null;
	if (!saysPrompt(file)) return null;
	if (/\.(j2|jinja2?)$/.test(name)) return "jinja";
	return /\.(hbs|handlebars|mustache)$/.test(name) ? "handlebars" : null;
}

/** A folder or a name with the word prompt in it: `prompts/answer.j2`, `answer_prompt.j2`, `system.prompt.jinja`. */
function saysPrompt(file: string): boolean {
	return /(^|[/._-])(prompts?|prompting|promptfoo)([/._-]|$)|[a-z]Prompts?([/._-]|$)/i.test(file);
}

/** Text that is no prompt whatever it is called: pages, scripts, configuration, code made from templates. */
const otherForms: readonly RegExp[] = [
	/^\s*(?:\{%[^%]*%\}\s*|\{#(?:[^#]|#(?!\}))*#\}\s*)*<(?:!doctype|html|head|body|div|table|template|svg|\?xml)\b/i,
	/<\/(?:html|body|head|script|style)>/i,
	/^\s*#!/,
	/^\s*(?:apiVersion|kind|version|services|name):\s.*\n(?:\s*\w+:.*\n){2,}/,
	/^[ \t]*(?:#[ \t]*)?\{\{[ \t]*ansible_managed/m,
	/^\s*\[[\w.-]+\]\s*\n\s*[\w.-]+\s*=/,
	/^\s*(?:import|from|package|const|export|using|#include|def|class)\s[\w.{"'<].*\n(?:.*\n){0,3}.*[;{:(]/,
];

/** Sentences that speak to a model. */
const instructions: readonly RegExp[] = [
	/\byou are (?:an?|the|now|given|going|tasked|helping|acting|provided|expert|working)\b/i,
	/\b(?:your|the) (?:task|job|goal|role|objective|mission|instructions?) (?:is|are)\b/i,
	/\b(?:act|behave|respond|reply|answer) (?:as|in|with|only|like|the|using|based|to the)\b/i,
	/\b(?:given|using|based on|from|read|review|analy[sz]e|consider) the (?:following|above|provided|given|user'?s?|context|text|document|conversation|question|code)\b/i,
	/\b(?:do not|don't|never|always|must|make sure|ensure) (?:to )?(?:include|use|add|output|return|respond|answer|write|explain|mention|provide|invent|make)\b/i,
	/\b(?:summari[sz]e|classify|extract|translate|rewrite|generate|write|output|return) (?:the|an?|all|only|your|it|in|json|each)\b/i,
	/<\|im_start\|>|^[ \t]*(?:system|user|assistant):[ \t]*$/im,
];

/** True for prose that tells a model what to do, and not for a page, a script or configuration. */
export function readsLikePrompt(text: string): boolean {
	const start = text.slice(0, 20_000);
	if (otherForms.some((form) => form.test(start))) return false;
	return instructions.filter((sentence) => sentence.test(start)).length >= 2;
}
