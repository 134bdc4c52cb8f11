package prove_test

import (
	"fmt"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

func document(t testing.TB, text string) *ast.Document {
	t.Helper()
	r := parse.Parse(text)
	if r.Document == nil {
		t.Fatalf("%s: %v", text, r.Err())
	}
	return r.Document
}

func TestFirst(t *testing.T) {
	d := document(t, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}`)
	org := document(t, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5","aws:ResourceOrgID":"o-a1b2c3d4e5"}}}]}`)
	same := document(t, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}}}]}`)
	arn := document(t, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:Get*","Resource":"arn:aws:s3:::corp-*/*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::111122223333:role/app-*"}}},{"Effect":"Deny","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*"}]}`)
	home := document(t, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:Get*","Resource":"arn:aws:s3:::home/${aws:username}/*"}]}`)
	trusted := prove.Trusted{Organizations: []string{"o-a1b2c3d4e5"}}
	accounts := prove.Trusted{Accounts: []string{"111122223333"}}
	for _, d := range []*ast.Document{d, org, same, arn, home} {
		for _, q := range []prove.Question{
			{Kind: prove.PrincipalOutside, Trusted: trusted},
			{Kind: prove.PrincipalOutside, Trusted: accounts},
			{Kind: prove.ResourceOutside, Trusted: trusted},
			{Kind: prove.ResourceOutside, Trusted: accounts},
			{Kind: prove.AnonymousAccess},
			{Kind: prove.NothingAllowed},
			{Kind: prove.NoNewAccess, Reference: org},
			{Kind: prove.LostAccess, Reference: org},
			{Kind: prove.Equivalent, Reference: d},
			{Kind: prove.DeadStatements},
			{Kind: prove.MustAllow, Access: map[string]prove.Access{"x": {Actions: []string{"s3:GetObject"}, Resources: []string{"arn:aws:s3:::corp-a/b"}}}},
		} {
			a, err := prove.Certify(d, q)
			fmt.Println(q.Kind, a.Verdict, a.Explanation, err)
		}
	}
}
