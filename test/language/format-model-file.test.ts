/** Canonical layout, by example; that it loses nothing is a property. */
import { describe, expect, it } from "vitest";
import { formatText } from "../support/read-language.js";

const untidy = `


# head
   # indented
data   a=read( 'x.csv' ){edu:factor( "a",-1 ) , x : number,}   # trailing
data b = read("y")
{
# first
edu : ordered("a",
"b")   # t


# between

x:number
  # last
}
model  m  on  a{

  p(y,n)~-x^2+( 1|g : h )# c1
     # c2
  + {z+1}+I(x)[3] - -2

  family=binomial( link="logit" )
  prior sd(1|g)~HalfNormal( 1 )
}
f=fit( m,
# why
  draws=2000,tune = True
 )
g(base,contrast={eth:["Black","White"],'x y':a:b},not a  and b)
x =
  3
s = []`;

const tidy = `# head
# indented
data a = read('x.csv') { edu: factor("a", -1), x: number }  # trailing
data b = read("y") {
  # first
  edu: ordered("a",
    "b")  # t

  # between

  x: number
  # last
}
model m on a {
  p(y, n) ~ -x ** 2 + (1 | g:h)  # c1
    # c2
    + {z + 1} + I(x)[3] - -2

  family = binomial(link = "logit")
  prior sd(1 | g) ~ HalfNormal(1)
}
f = fit(m,
  # why
  draws = 2000, tune = true
)
g(base, contrast = {eth: ["Black", "White"], 'x y': a:b}, not a and b)
x =
  3
s = []
`;

describe("the formatter", () => {
  it("lays a file out in one way", () => {
    expect(formatText(untidy).result).toBe(tidy);
    expect(formatText(tidy).result).toBe(tidy);
  });

  it("ends a file with one line end and leaves an empty file empty", () => {
    expect(formatText("a = 1").result).toBe("a = 1\n");
    expect(formatText("\n\n  \n").result).toBe("");
    expect(formatText("# only\n\n\n").result).toBe("# only\n");
  });

  it("does not touch a file with syntax errors, and reports them", () => {
    const { result, diagnostics } = formatText("a = (1\nb = & 2");
    expect(result).toBeUndefined();
    expect(diagnostics.map(({ code }) => code)).toContain("unclosed-bracket");
  });
});
