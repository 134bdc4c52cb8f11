# Only our organisation gets in, and only its resources are reached. The image layers of ECR
# lie in a bucket of AWS, which the services tell, so it may be reached too.
locals {
  s3_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "OurRequestsToOurResources"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:*"
        Resource  = "*"
        Condition = {
          StringEquals = {
            "aws:PrincipalOrgID" = "o-a1b2c3d4e5"
            "aws:ResourceOrgID"  = "o-a1b2c3d4e5"
          }
        }
      },
      {
        Sid       = "ImageLayers"
        Effect    = "Allow"
        Principal = "*"
        Action    = "s3:GetObject"
        Resource  = "arn:aws:s3:::prod-ap-northeast-2-starport-layer-bucket/*"
      },
    ]
  })
}

resource "vpce_policy_guardrail" "this" {
  region   = "ap-northeast-2"
  services = ["ecr"]

  endpoints = {
    s3 = {
      service_name      = "com.amazonaws.ap-northeast-2.s3"
      vpc_endpoint_type = "Gateway"
      policy            = local.s3_policy
    }
  }

  trusted = {
    organization_ids = ["o-a1b2c3d4e5"]
  }
}

output "passed" {
  value = vpce_policy_guardrail.this.passed
}
