export function embed(node, stream) {
  node.dataset.stream = String(stream);
}
