import embed from "vega-embed";
import { useEffect, useRef } from "react";

export function PriceHistory({ specification }: { specification: object }) {
  const target = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (target.current) void embed(target.current, specification as never, { actions: false });
  }, [specification]);
  return <div ref={target} />;
}
