package prove_test

import (
	"fmt"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
)

func ExampleAsk() {
	policy := parse.Parse(`{
	  "Version": "2012-10-17",
	  "Statement": {
	    "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*",
	    "Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
	  }
	}`).Document

	answer, err := prove.Ask(policy, prove.Question{
		Kind:    prove.PrincipalOutside,
		Trusted: prove.Trusted{Organizations: []string{"o-a1b2c3d4e5"}},
	})
	fmt.Println(answer.Verdict, err)
	fmt.Println(answer.Explanation)
	// Output:
	// counterexample <nil>
	// The policy lets the role example of account 999988887777 call s3:PutObject on arn:aws:s3:::amzn-s3-demo-bucket/example. Statement 1 allows it. Add a condition on aws:PrincipalOrgID to statement 1.
}
