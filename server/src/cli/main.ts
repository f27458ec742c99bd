#!/usr/bin/env node
/** The command line's entry point. */
process.stdout.write("lcpr\n");
