package compose_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/compose"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	printer "github.com/vpce-tools/terraform-provider-vpce/internal/iam/print"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

// justified are the rules of the linter that an input can ask to be broken.
func justified(in compose.Input) []string {
	// Half of a bucket, or an access point without its bucket, was named.
	out := []string{"POL-307", "POL-316"}
	if !trusting(in) {
		// Nobody was named as trusted, so nothing says whose callers and resources are meant.
		out = append(out, "POL-310", "POL-311", "POL-601")
	}
	return out
}

// wrong are the problems of a text, but for its being long.
func wrong(r *parse.Result) []parse.Problem {
	return slices.DeleteFunc(slices.Clone(r.Problems), func(p parse.Problem) bool { return p.Code == parse.NearLimit })
}

// nearLimit asks for many actions by name, for two kinds of callers: of all inputs that still
// fit, about the longest.
func nearLimit(tb testing.TB) compose.Input {
	tb.Helper()
	return compose.Input{
		Services: services(tb, "iam", "ssm", "cloudformation"), Region: "us-east-1", Partition: "aws",
		Endpoints:     []match.Endpoint{match.Gateway},
		Trusted:       prove.Trusted{Accounts: []string{"777788889999"}, Paths: []string{"o-bbbbbbbbbb/r-cd34/*"}},
		AllowServices: true,
		Resources:     []string{"arn:aws:iam::aws:policy/*", "arn:aws:ssm:us-east-1::document/AWS-*", "arn:aws:cloudformation:us-east-1:111122223333:stack/*"},
	}
}

// TestNearLimit holds that a document may use what AWS lets it use, and that it is told.
func TestNearLimit(t *testing.T) {
	t.Parallel()
	d := composed(t, nearLimit(t))
	parsed := parse.Parse(d.JSON)
	if d.Size <= d.Limit*9/10 || d.Size > d.Limit || len(parsed.Problems) != 1 || parsed.Problems[0].Code != parse.NearLimit || parsed.Document == nil {
		t.Errorf("%d characters of %d: %v", d.Size, d.Limit, parsed.Problems)
	}
}

// TestEveryDocumentIsProved holds every document that can be made to what it claims.
func TestEveryDocumentIsProved(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		in := draw(t, r)
		d, fits := drawn(r, in)
		if !fits {
			return
		}
		var kinds []prove.Kind
		for _, v := range d.Verdicts {
			kinds = append(kinds, v.Kind)
			want := prove.Proved
			switch {
			case v.Kind == prove.NothingAllowed, v.Kind == prove.AnonymousAccess && !trusting(in):
				want = prove.Counterexample
			case v.Kind == prove.AnonymousAccess && v.Besides != nil:
				want = prove.Counterexample
				if v.Besides.Verdict != prove.Proved {
					r.Fatalf("apart from what AWS owns: %+v", v.Besides)
				}
			}
			if f := v.Final(); f.Verdict != want {
				r.Fatalf("%s: %s, want %s: %s %s\n%s", v.Kind, f.Verdict, want, f.Explanation, f.Reason, d.JSON)
			}
		}
		asked := trusting(in) && !slices.Contains(in.Resources, "*")
		if slices.Contains(kinds, prove.PrincipalOutside) != trusting(in) || slices.Contains(kinds, prove.ResourceOutside) != asked {
			r.Fatalf("asked were %v", kinds)
		}
		for _, f := range findings(t, in, d) {
			if !slices.Contains(justified(in), f.Rule) {
				r.Fatalf("%s: %s in\n%s", f.Rule, f.Detail, d.JSON)
			}
		}
		parsed := parse.Parse(d.JSON)
		if bad := wrong(parsed); parsed.Document == nil || len(bad) > 0 {
			r.Fatalf("%v", bad)
		}
		if printer.Minified(parsed.Document) != d.JSON || parsed.Characters != d.Size || d.Size > d.Limit || len(parsed.Document.Statements) != len(d.Statements) {
			r.Fatalf("it is read as something else, or counted otherwise:\n%s", d.JSON)
		}
		sids := map[string]bool{}
		for i, s := range parsed.Document.Statements {
			told := d.Statements[i]
			if s.Sid == nil || s.Sid.Value != told.Sid || sids[told.Sid] || told.Why == "" || len(told.Pages) == 0 || told.Source != -1 {
				r.Fatalf("statement %d is told as %+v", i+1, told)
			}
			sids[told.Sid] = true
		}
	})
}

func TestOrderMakesNoDifference(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		in := draw(t, r)
		a, fits := drawn(r, in)
		if !fits {
			return
		}
		b := composed(t, shuffled(r, in))
		if diff := cmp.Diff(a, b); diff != "" {
			r.Fatal(diff)
		}
	})
}

// TestMoreTrustKeepsAccess holds that whoever is trusted besides takes nothing away.
func TestMoreTrustKeepsAccess(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(r *rapid.T) {
		in := draw(t, r)
		if !trusting(in) {
			in.Trusted.Accounts = []string{"111122223333"} // before, everybody was let through
		}
		before, fits := drawn(r, in)
		switch rapid.IntRange(0, 3).Draw(r, "more") {
		case 0:
			in.Trusted.Accounts = append(in.Trusted.Accounts, "222233334444")
		case 1:
			in.Trusted.Organizations = append(in.Trusted.Organizations, "o-cccccccccc")
		case 2:
			in.Trusted.Paths = append(in.Trusted.Paths, "o-dddddddddd/r-ab12/")
		case 3:
			in.AllowServices = true
		}
		after, fit := drawn(r, in)
		if !fits || !fit {
			return
		}
		for _, s := range in.Services {
			answer, err := prove.Ask(parse.Parse(after.JSON).Document, prove.Question{
				Kind: prove.LostAccess, Reference: parse.Parse(before.JSON).Document, Partition: in.Partition, Service: s.Key,
				Endpoints: in.Endpoints, Vocabulary: words(t),
			})
			if err != nil || answer.Verdict != prove.Proved {
				r.Fatalf("%v %s\n%s\n%s", err, answer.Explanation, before.JSON, after.JSON)
			}
		}
	})
}
