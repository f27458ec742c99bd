import Player from "@vimeo/player";
import oembed from "oembed-parser";
import { useEffect, useRef } from "react";

interface Props {
  url: string;
  onContext(context: object): void;
}

export function Film({ url, onContext }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (!frame.current) return;
    const player = new Player(frame.current);
    player.getVideoTitle().then((title) => onContext({ title }));
    void oembed.extract(url).then(({ html }: { html: string }) => chat.sendMessage({ message: html }));
  }, [url, onContext]);
  return <iframe ref={frame} src={url} title="film" />;
}

const chat = {
  sendMessage({ message }: { message: string }) {
    window.parent.postMessage({ model: "player", message }, "*");
  },
};
