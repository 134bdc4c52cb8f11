package main

import (
	"encoding/json"
	"fmt"
	"maps"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
)

// samples returns a small case for each fault: the simulator decides it otherwise for that
// reason alone. They are asked before the random cases, so that an entry of the catalogue
// that no longer holds, for a newer simulator perhaps, is noticed.
func samples() map[fault]testCase {
	const (
		team, age, day = "aws:PrincipalTag/team", "aws:MultiFactorAuthAge", "2027-01-01T00:00:00Z"
		topic          = "arn:aws:sns:us-east-1:" + account
		table          = "arn:aws:dynamodb:us-east-1:" + account + ":"
		queue          = account + ":orders"
		role           = "AROAEXAMPLE00000000A1"
	)
	send := started().calling("sqs:SendMessage", "arn:aws:sqs:us-east-1:"+queue)
	read := started().calling("dynamodb:GetItem", table+"table/Music")
	return map[fault]testCase{
		ignoresVersion: started().from("arn:aws:iam::"+account+":user/ann").holding("aws:username", "ann").older().
			element("Resource", "arn:aws:s3:::reports/${aws:username}/*"),
		respellsNumbers:      started().holding(team, "10").condition("StringEquals", team, json.Number("10.00")),
		ignoresGateway:       started().throughGateway().principal(ast.AWS, account),
		ignoresUniqueID:      started().holding("aws:userid", role+":s").principal(ast.AWS, role),
		ignoresCanonicalUser: started().knownAs(canonicalUser).principal(ast.CanonicalUser, canonicalUser),
		ignoresProvider:      started().holding("aws:FederatedProvider", "www.amazon.com").principal(ast.Federated, "www.amazon.com"),
		mixesPartitions:      started().principal(ast.AWS, "arn:aws-cn:iam::"+account+":root"),
		countsProviderIn:     started().from("arn:aws:iam::"+account+":saml-provider/idp").principal(ast.AWS, account),
		foldsRoleName:        started().principal(ast.AWS, "arn:aws:iam::"+account+":role/APP"),
		wantsPlainUser:       started().from("arn:aws:sts::"+account+":federated-user/ann").principal(ast.AWS, "arn:aws:iam::"+account+":user/dev/ann"),
		readsManyStars:       started().principal(ast.AWS, "**"),
		wildcardPartition:    started().element("Resource", "arn:*:s3:::reports/*"),
		foldsSegments:        send.element("Resource", "arn:aws:sqs:US-EAST-1:"+queue),
		literalType:          read.element("Resource", table+"t*/Music"),
		completesShort:       send.element("Resource", "arn:aws:sqs:*:"+account),
		poisonsShort:         started().element("NotResource", "arn:aws:sqs:*"),
		ignoresFirstSegment:  started().element("Resource", "urn:aws:s3:::reports/*"),
		poisonsUnresolved:    started().element("NotResource", "arn:aws:s3:::reports/${aws:PrincipalTag/none}/*"),
		failsUnresolved:      started().holding(team, "red").condition("StringNotEquals", team, "${aws:PrincipalTag/none}"),
		emptyIsMissing:       started().holding(team, "").condition("StringEquals", team, "${aws:PrincipalTag/none, ''}"),
		cutsDefault:          started().holding(team, "a, b").condition("StringEquals", team, "${aws:PrincipalTag/none, 'a, b'}"),
		keepsEscapes:         started().holding(team, "r*d").condition("StringEquals", team, "r${*}d"),
		foldsUnicode:         started().holding(team, "é").condition("StringEqualsIgnoreCase", team, "É"),
		failsMalformed:       started().holding(age, "x").condition("NumericNotEquals", age, "10"),
		failsMalformedARN:    started().holding("aws:SourceArn", "reports").condition("ArnNotEquals", "aws:SourceArn", "arn:aws:s3:::reports"),
		takesFiveSegments:    started().holding("aws:SourceArn", topic).condition("ArnEquals", "aws:SourceArn", topic),
		splitsVariables: started().holding("aws:PrincipalAccount", account).holding("aws:SourceArn", topic+":ann").
			condition("ArnEquals", "aws:SourceArn", "arn:aws:sns:us-east-1:${aws:PrincipalAccount}:ann"),
		readsNumberPrefix:  started().holding(age, "5abc").condition("NumericEquals", age, "5"),
		mixesSeconds:       started().holding("aws:CurrentTime", day).condition("DateEquals", "aws:CurrentTime", "1798761600"),
		fourDigitSeconds:   started().holding("aws:CurrentTime", "1798761599").condition("DateLessThan", "aws:CurrentTime", "2027"),
		otherDates:         started().holding("aws:CurrentTime", day).condition("DateEquals", "aws:CurrentTime", "2027-01-01T00:00"),
		shiftsByZero:       started().holding("aws:VpcSourceIp", "10.1.2.3").condition("IpAddress", "aws:VpcSourceIp", "0.0.0.0/0"),
		failsOtherFamily:   started().holding("aws:VpcSourceIp", "::1").condition("NotIpAddress", "aws:VpcSourceIp", "10.1.2.3"),
		comparesIPv6Text:   started().holding("aws:VpcSourceIp", "2001:0DB8::1").condition("IpAddress", "aws:VpcSourceIp", "2001:db8::1"),
		comparesBinaryText: started().holding("aws:PrincipalTag/digest", "a").condition("BinaryEquals", "aws:PrincipalTag/digest", "a"),
		failsAnyIfExists:   started().condition("ForAnyValue:StringEqualsIfExists", "aws:TagKeys", "env"),
		readsNullAlone:     started().condition("ForAllValues:Null", "aws:TagKeys", "false"),
		emptyListIsPresent: started().holding("aws:TagKeys").condition("Null", "aws:TagKeys", "false"),
		countsEmptyText:    started().holding("aws:TagKeys", "", "env").condition("ForAllValues:StringEquals", "aws:TagKeys", "env"),
		emptyListPasses:    started().holding("aws:TagKeys", "env").condition("ForAllValues:StringNotEquals", "aws:TagKeys", []string{}),
		knowsListTypes:     read.holding("dynamodb:LeadingKeys", "ann").condition("StringEquals", "dynamodb:LeadingKeys", "ann"),
	}
}

// started is a policy of full access and a request that it allows.
func started() testCase {
	return testCase{
		Policy: map[string]any{
			"Version":   ast.Version2012,
			"Statement": []any{map[string]any{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}},
		},
		Request: request{
			Principal: "arn:aws:sts::" + account + ":assumed-role/app/s", Action: "s3:GetObject", Resource: "arn:aws:s3:::reports/ann/a.csv",
			Context: map[string][]string{},
		},
	}
}

// statement returns the only statement of the policy.
func (c testCase) statement() map[string]any {
	statements, _ := c.Policy["Statement"].([]any)
	statement, _ := statements[0].(map[string]any)
	return statement
}

// changed returns a copy of the case with its only statement changed.
func (c testCase) changed(change func(statement map[string]any)) testCase {
	statement := maps.Clone(c.statement())
	change(statement)
	c.Policy = maps.Clone(c.Policy)
	c.Policy["Statement"] = []any{statement}
	return c
}

// element sets Resource or NotResource.
func (c testCase) element(name, value string) testCase {
	return c.changed(func(s map[string]any) {
		delete(s, "Resource")
		s[name] = value
	})
}

func (c testCase) principal(kind ast.PrincipalKind, name string) testCase {
	return c.changed(func(s map[string]any) { s["Principal"] = map[string]any{string(kind): name} })
}

func (c testCase) condition(operator, key string, demand any) testCase {
	return c.changed(func(s map[string]any) { s["Condition"] = map[string]any{operator: map[string]any{key: demand}} })
}

// older makes the policy one of the older language.
func (c testCase) older() testCase {
	c.Policy = maps.Clone(c.Policy)
	c.Policy["Version"] = ast.Version2008
	return c
}

func (c testCase) from(principal string) testCase {
	c.Request.Principal = principal
	return c
}

func (c testCase) calling(action, resource string) testCase {
	c.Request.Action, c.Request.Resource = action, resource
	return c
}

func (c testCase) throughGateway() testCase {
	c.Request.Gateway = true
	return c
}

func (c testCase) knownAs(id string) testCase {
	c.Request.CanonicalUser = id
	return c
}

// holding gives the request a context key.
func (c testCase) holding(key string, values ...string) testCase {
	c.Request.Context = maps.Clone(c.Request.Context)
	c.Request.Context[key] = append([]string{}, values...)
	return c
}

// askSamples has the simulator decide the sample of each fault.
func askSamples(s asker) error {
	small := samples()
	for f := range faultCount {
		a, err := s.ask(small[f])
		if err != nil {
			return err
		}
		v, err := judge(small[f], a)
		switch {
		case err != nil:
			return err
		case v.surprise != "":
			return fmt.Errorf("the sample of %q: %s", f.catalogue().sentence, v.surprise)
		case v.needed != faults(0).with(f):
			return fmt.Errorf("the sample of %q shows something else: the simulator says %s", f.catalogue().sentence, a.Decision)
		}
	}
	return nil
}
