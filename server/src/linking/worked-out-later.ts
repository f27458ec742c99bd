/**
 * Fields that are worked out when somebody first looks at them, kept so through copies. What decides between two values
 * is asked for in few finished prompts, and following it is often more work than following the values.
 */

/** A copy with other fields. A spread would look at every field. */
export function copyWith<Value extends object, Fields extends object>(value: Value, fields: Fields): Value & Fields {
	return Object.defineProperties(
		{},
		{ ...Object.getOwnPropertyDescriptors(value), ...Object.getOwnPropertyDescriptors(fields) },
	) as Value & Fields;
}

/** True for a field that is still to be worked out, or was worked out when it was first looked at. */
export function isWorkedOutLater(value: object, field: string): boolean {
	return Object.getOwnPropertyDescriptor(value, field)?.get !== undefined;
}
