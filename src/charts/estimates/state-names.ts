/** States by any of their names: in full, as the post abbreviates them, as the Census Bureau numbers them. */

/** Abbreviations of the postal service by FIPS code. */
const abbreviations: Readonly<Record<string, string>> = {
  "01": "AL",
  "02": "AK",
  "04": "AZ",
  "05": "AR",
  "06": "CA",
  "08": "CO",
  "09": "CT",
  "10": "DE",
  "11": "DC",
  "12": "FL",
  "13": "GA",
  "15": "HI",
  "16": "ID",
  "17": "IL",
  "18": "IN",
  "19": "IA",
  "20": "KS",
  "21": "KY",
  "22": "LA",
  "23": "ME",
  "24": "MD",
  "25": "MA",
  "26": "MI",
  "27": "MN",
  "28": "MS",
  "29": "MO",
  "30": "MT",
  "31": "NE",
  "32": "NV",
  "33": "NH",
  "34": "NJ",
  "35": "NM",
  "36": "NY",
  "37": "NC",
  "38": "ND",
  "39": "OH",
  "40": "OK",
  "41": "OR",
  "42": "PA",
  "44": "RI",
  "45": "SC",
  "46": "SD",
  "47": "TN",
  "48": "TX",
  "49": "UT",
  "50": "VT",
  "51": "VA",
  "53": "WA",
  "54": "WV",
  "55": "WI",
  "56": "WY",
};

const folded = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_.-]+/gu, " ");

/** Finds the FIPS code of a name, an abbreviation or a code with or without its leading zero. */
export function openStateNames(
  states: readonly { readonly fips: string; readonly name: string }[],
): (label: string) => string | undefined {
  const byName = new Map<string, string>();
  for (const { fips, name } of states) {
    byName.set(folded(name), fips);
    byName.set(fips, fips);
    byName.set(String(Number(fips)), fips);
    const short = abbreviations[fips];
    if (short !== undefined) byName.set(folded(short), fips);
  }
  return (label) => byName.get(folded(label));
}
