export default {
  async *stream({ url }) {
    const reader = (await fetch(url)).body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  },
};
