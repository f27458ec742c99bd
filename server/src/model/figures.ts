/**
 * How figures are written for a person, the same in the editor, on the terminal and in messages.
 * Written by hand because a locale's own rules would make the same analysis print differently on two machines.
 */
import type { Share, UsDollars } from "./units.ts";

/** `$0.0191`, `$0.00034`, `$12.50`, `$9,550`; two significant digits at least, four decimals at most where that suffices. */
export function usdText(usd: UsDollars): string {
	if (!Number.isFinite(usd)) return "$?";
	const size = Math.abs(usd);
	return `${usd < 0 ? "-" : ""}$${sizeText(size)}`;
}

/** `1,374`. */
export function countText(count: number): string {
	return Math.round(count)
		.toString()
		.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** `1 call`, `1,374 calls`. */
export function countOf(count: number, noun: string): string {
	return `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** `75 %`; under one per cent with one decimal. */
export function shareText(share: Share): string {
	const percent = share * 100;
	return percent > 0 && percent < 1 ? `${percent.toFixed(1)} %` : `${Math.round(percent)} %`;
}

/** How a figure compares with another: `same`, `6.3x less`, `1.4x more`. */
export function comparedWith(value: number, reference: number): string {
	if (value <= 0 || reference <= 0) return "";
	const ratio = value > reference ? value / reference : reference / value;
	if (ratio < 1.005) return "same";
	const times = ratio >= 10 ? countText(ratio) : ratio < 1.1 ? ratio.toFixed(2) : ratio.toFixed(1);
	return `${times}x ${value > reference ? "more" : "less"}`;
}

function sizeText(size: number): string {
	if (size === 0) return "0";
	if (size >= 100) return countText(size);
	if (size >= 1) return size.toFixed(2);
	if (size >= 0.001) return size.toFixed(4);
	const decimals = Math.min(12, 1 - Math.floor(Math.log10(size)));
	const text = size.toFixed(decimals).replace(/0+$/, "");
	return text.endsWith(".") ? "0" : text;
}
