/** The formats that a fit is saved in, and what the ending of a file's name says. */
export type FitFormat = "cmdstan" | "arviz" | "parquet" | "mlm";

const endings: Readonly<Record<FitFormat, string>> = {
  cmdstan: ".csv",
  arviz: ".json",
  parquet: ".parquet",
  mlm: ".mlmfit",
};

/** The format of that ending; undefined for any other. */
export function fitFormatOf(file: string): FitFormat | undefined {
  const lower = file.toLowerCase();
  const known = Object.keys(endings) as FitFormat[];
  return known.find((format) => lower.endsWith(endings[format]));
}
