/** Lists kept under keys: the first item of a key makes its list. Every index of a program is built this way. */
export function addToList<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
	const list = lists.get(key);
	if (list) list.push(item);
	else lists.set(key, [item]);
}
