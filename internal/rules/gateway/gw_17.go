package gateway

import (
	"fmt"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/policytext"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// gw17: the Principal of a gateway endpoint policy must be *.
var gw17 = rule.Rule{
	ID: "GW-17", Severity: rule.Error, Needs: []string{"endpoints"},
	Title:  "The Principal of a gateway endpoint policy must be *",
	Why:    "A gateway endpoint does not match account principals as other policies do: an account named there means its root user only. The ARN of a user or role is kept as a unique id, which goes stale once the user or role is made anew.",
	Fix:    "Set Principal to * and narrow it with a condition on aws:PrincipalArn or aws:PrincipalAccount.",
	Source: page.EndpointPolicy,
	Check:  checkPrincipals,
}

// checkPrincipals looks for principals other than * in the policies of gateway endpoints.
func checkPrincipals(c *rule.Case) {
	for _, e := range surveyed(c).judged {
		p := policytext.Of(c, e)
		if p == nil {
			continue
		}
		for _, st := range p.Document.Statements {
			judgePrincipals(c, e, p, st)
		}
	}
}

// judgePrincipals judges the principals of one statement: accounts wherever they stand, users and
// roles where the statement is about them.
func judgePrincipals(c *rule.Case, e *plan.Endpoint, p *policytext.Policy, st *ast.Statement) {
	who, not := st.Who()
	named, ok := who.(*ast.PrincipalMap)
	if !ok {
		return
	}
	var accounts, others []ast.String
	for _, group := range named.Groups {
		for _, name := range group.Names.Items {
			switch match.NewPrincipal(group.Kind, name.Value).Form {
			case match.AccountForm:
				accounts = append(accounts, name)
			case match.CallerForm, match.NobodyForm:
				if !not && strings.HasPrefix(name.Value, "arn:") {
					others = append(others, name)
				}
			case match.EveryoneForm, match.UniqueIDForm, match.ServiceForm, match.ProviderForm, match.CanonicalUserForm:
				// The rules about policies judge them.
			}
		}
	}
	finding := func(names []ast.String, f rule.Finding) {
		if len(names) > 0 {
			f.Target, f.At, f.Line, f.Column = e.Key, e.Path("policy"), names[0].Line, names[0].Column
			f.Detail = fmt.Sprintf(f.Detail, list(texts(names)), p.Quote(names[0].At))
			c.Add(f)
		}
	}
	finding(accounts, rule.Finding{
		Related: []string{"POL-101"},
		Detail:  "The policy names %s as principal. On a gateway endpoint that means the root user of the account: no user and no role of it matches. %s.",
		Fix:     "Set Principal to * and add a condition on aws:PrincipalAccount with the account.",
	})
	finding(others, rule.Finding{
		Related: []string{"POL-102"}, Severity: rule.Warning,
		Detail: "The policy names %s as principal. AWS keeps the unique id behind the ARN, so the statement matches nobody once the user or role is deleted and made anew. %s.",
		Fix:    "Set Principal to * and add an ArnEquals condition on aws:PrincipalArn.",
	})
}

// texts are the texts of strings.
func texts(list []ast.String) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = s.Value
	}
	return out
}
