/**
 * `npm run screens [-- route …] [--languages zh-CN,en] [--themes light,dark] [--widths 390,1440] [--data none,little,much]
 * [--out .screens]`: takes a picture of every page for everybody who sees it, and lays them in contact sheets.
 * `--readme` takes the README's pictures instead.
 */
import { readChoices } from "./screens/read-choices";
import { runScreens } from "./screens/run-screens";

// eslint-disable-next-line house/no-process-env -- handed to the product that is started, which checks it
const environment = process.env;
process.exitCode = await runScreens(readChoices(process.argv.slice(2)), environment);
