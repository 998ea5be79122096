import { PERSON_NAMES, type PersonName } from "./people";
import { type Facts, fillAddress, type Shot } from "./plan-shots";

/** The README's pictures, inside the repository. */
export const README_FOLDER = "public/pictures";
export const README_PICTURE_BYTES = 250_000;

type ReadmePicture = Pick<Shot, "person" | "address" | "width"> & { name: string; height: number };

const PICTURES: readonly ReadmePicture[] = [
  { name: "home", person: "visitor", address: "/", width: 1440, height: 900 },
  { name: "overview", person: "customer-much", address: "/account", width: 1440, height: 1000 },
  { name: "usage-phone", person: "customer-much", address: "/account/usage", width: 390, height: 844 },
  { name: "receipt-phone", person: "customer-much", address: "/account/usage?call={call}", width: 390, height: 844 },
  { name: "checkout-phone", person: "customer-much", address: "/checkout/pack/pack-20m", width: 390, height: 844 },
  { name: "change-set", person: "approver", address: "/admin/pricing/{submitted}", width: 1440, height: 900 },
];

/** Who has to be signed in for the README's pictures. */
export const README_PEOPLE: readonly PersonName[] = PERSON_NAMES.filter(
  (name) => name === "analyst" || PICTURES.some(({ person }) => person === name),
);

/** What a window shows of six pages, in Chinese and light. */
export function readmeShots(factsOf: (person: PersonName) => Facts): Shot[] {
  return PICTURES.map(({ name, person, address, width, height }) => ({
    ...{ person, width, height, theme: "light", locale: "zh-CN", title: name, status: 200, windowOnly: true },
    address: fillAddress(address, factsOf(person)),
    file: `${name}.png`,
  }));
}
